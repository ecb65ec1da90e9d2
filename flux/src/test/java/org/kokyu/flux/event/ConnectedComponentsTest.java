package org.kokyu.flux.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectedComponentsTest {
  @Test
  void cornersTouchAndTheDatelineJoins() {
    boolean[] mask = {
      true, false, false, false, false,
      false, false, false, false, true,
      false, true, false, false, false,
      false, false, true, false, false
    };
    assertEquals(3, ConnectedComponents.of(mask, 4, 5, false).count());
    ConnectedComponents.Labels wrapped = ConnectedComponents.of(mask, 4, 5, true);
    assertEquals(2, wrapped.count());
    assertArrayEquals(new int[] {0, 9}, wrapped.pixels()[0]);
    assertArrayEquals(new int[] {11, 17}, wrapped.pixels()[1]);
  }

  @Test
  void sameAsFloodFillOnRandomMasks() {
    Random random = new Random(12);
    for (int run = 0; run < 400; run++) {
      int rows = 1 + random.nextInt(12);
      int columns = 1 + random.nextInt(12);
      boolean wraps = random.nextBoolean();
      boolean[] mask = new boolean[rows * columns];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = random.nextDouble() < 0.35;
      }
      assertArrayEquals(
          flood(mask, rows, columns, wraps),
          ConnectedComponents.of(mask, rows, columns, wraps).label(),
          "run " + run);
    }
  }

  private static int[] flood(boolean[] mask, int rows, int columns, boolean wraps) {
    int[] label = new int[mask.length];
    int count = 0;
    for (int start = 0; start < mask.length; start++) {
      if (!mask[start] || label[start] > 0) {
        continue;
      }
      count++;
      ArrayDeque<Integer> todo = new ArrayDeque<>();
      todo.add(start);
      label[start] = count;
      while (!todo.isEmpty()) {
        int i = todo.remove();
        for (int dr = -1; dr <= 1; dr++) {
          for (int dc = -1; dc <= 1; dc++) {
            int r = i / columns + dr;
            int c = i % columns + dc;
            if (wraps) {
              c = Math.floorMod(c, columns);
            }
            if (r < 0 || r >= rows || c < 0 || c >= columns) {
              continue;
            }
            int j = r * columns + c;
            if (mask[j] && label[j] == 0) {
              label[j] = count;
              todo.add(j);
            }
          }
        }
      }
    }
    return label;
  }
}
