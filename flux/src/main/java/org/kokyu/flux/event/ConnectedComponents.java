package org.kokyu.flux.event;

import java.util.Arrays;

/**
 * Objects of a mask: pixels that touch at a side or a corner belong together. Objects are numbered
 * from 1 in the order of their first pixel. Two passes with union of labels; time and memory
 * proportional to the pixels. Stateless.
 */
public final class ConnectedComponents {

  /**
   * @param label of every pixel, 0 outside
   * @param count number of objects
   */
  public record Labels(int[] label, int count) {
    /** Pixels of each object, ascending; object k at k − 1. */
    public int[][] pixels() {
      int[] size = new int[count];
      for (int l : label) {
        if (l > 0) {
          size[l - 1]++;
        }
      }
      int[][] all = new int[count][];
      for (int k = 0; k < count; k++) {
        all[k] = new int[size[k]];
      }
      Arrays.fill(size, 0);
      for (int i = 0; i < label.length; i++) {
        if (label[i] > 0) {
          all[label[i] - 1][size[label[i] - 1]++] = i;
        }
      }
      return all;
    }
  }

  private ConnectedComponents() {}

  /**
   * @param mask row-major
   * @param wraps whether the last column is the neighbour of the first
   */
  public static Labels of(boolean[] mask, int rows, int columns, boolean wraps) {
    int[] parent = new int[mask.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        parent[i] = -1;
        if (!mask[i]) {
          continue;
        }
        parent[i] = i;
        if (c > 0) {
          join(parent, mask, i, i - 1);
        } else if (wraps && r > 0) {
          join(parent, mask, i, i - 1); // last column of the row above
        }
        if (r > 0) {
          join(parent, mask, i, i - columns);
          if (c > 0) {
            join(parent, mask, i, i - columns - 1);
          }
          if (c < columns - 1) {
            join(parent, mask, i, i - columns + 1);
          } else if (wraps && columns > 1) {
            join(parent, mask, i, i - 2 * columns + 1);
          }
        }
        if (wraps && c == columns - 1 && columns > 1) {
          join(parent, mask, i, r * columns);
        }
      }
    }
    return numbered(parent);
  }

  private static void join(int[] parent, boolean[] mask, int a, int b) {
    if (!mask[b]) {
      return;
    }
    int x = root(parent, a);
    int y = root(parent, b);
    parent[Math.max(x, y)] = Math.min(x, y);
  }

  private static int root(int[] parent, int i) {
    int r = i;
    while (parent[r] != r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  }

  private static Labels numbered(int[] parent) {
    int[] label = new int[parent.length];
    int count = 0;
    for (int i = 0; i < parent.length; i++) {
      if (parent[i] < 0) {
        continue;
      }
      int root = root(parent, i);
      label[i] = root == i ? ++count : label[root];
    }
    return new Labels(label, count);
  }
}
