package org.kokyu.land.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeErrorsTest {
  private static final int CASES = 400;

  /** Errors of parents that have an offset each, atmosphere number = parent number. */
  private static NodeErrors errors(int parents, double offsetK, double scatterK, long seed) {
    NodeErrors errors = new NodeErrors(2, IntStream.range(0, parents).toArray());
    Random random = new Random(seed);
    for (int p = 0; p < parents; p++) {
      double offset = offsetK * random.nextGaussian();
      for (int i = 0; i < CASES; i++) {
        errors.add(1, p, 0.7, offset + scatterK * random.nextGaussian());
      }
    }
    return errors;
  }

  @Test
  void normalErrorsOfManyParentsGiveTheirStandardDeviation() {
    NodeErrors errors = errors(500, 0.3, 0.4, 1);
    assertEquals(0.5, errors.ownSigmaK(1), 0.02);
    assertEquals(0.5, errors.sigmaK(1), 0.02);
    assertEquals(500, errors.parents(1), 1e-6);
    assertTrue(errors.isEmpty(0));
    assertFalse(errors.isEmpty(1));
  }

  @Test
  void oneStrangeParentDoesNotSetTheErrorOfAll() {
    NodeErrors errors = new NodeErrors(1, IntStream.range(0, 20).toArray());
    Random random = new Random(3);
    for (int p = 0; p < 20; p++) {
      for (int i = 0; i < CASES; i++) {
        errors.add(0, p, 1, p == 7 ? 10 : random.nextGaussian());
      }
    }
    // rms 2.4
    assertEquals(1.08, errors.ownSigmaK(0), 0.05);
  }

  /** The next parent of a few lies within the stated error as often as a normal error does. */
  @Test
  void fewParentsHoldTheNextOneAsOftenAsStated() {
    int parents = 10;
    int held = 0;
    int heldByOwn = 0;
    int trials = 4000;
    Random random = new Random(9);
    for (int t = 0; t < trials; t++) {
      NodeErrors errors = new NodeErrors(1, IntStream.range(0, parents).toArray());
      for (int p = 0; p < parents; p++) {
        errors.add(0, p, 1, random.nextGaussian());
      }
      double next = Math.abs(random.nextGaussian());
      held += next <= errors.sigmaK(0) ? 1 : 0;
      heldByOwn += next <= errors.ownSigmaK(0) ? 1 : 0;
    }
    // rank 8 of 10 holds 8/11 of the next ones, rank 7 only 7/11; none gives 0.6827 exactly
    assertEquals(8.0 / 11, held / (double) trials, 0.025);
    assertEquals(7.0 / 11, heldByOwn / (double) trials, 0.025);
  }

  @Test
  void weightsOfParentsCount() {
    NodeErrors errors = new NodeErrors(1, new int[] {0, 0, 1});
    errors.add(0, 0, 1, 1);
    errors.add(0, 1, 1, -1);
    errors.add(0, 2, 1e-6, 5);
    assertEquals(1, errors.parents(0), 1e-5);
    errors.add(0, 2, 0, 100);
    assertEquals(1, errors.ownSigmaK(0), 0);
    assertEquals(5, errors.sigmaK(0), 0);
  }
}
