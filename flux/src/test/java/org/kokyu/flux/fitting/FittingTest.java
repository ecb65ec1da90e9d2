package org.kokyu.flux.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FittingTest {

  @Test
  void splinesSumToOneAndAreSmooth() {
    SplineBasis basis = new SplineBasis(0, 365, 13);
    assertEquals(16, basis.size());
    double[] b = new double[SplineBasis.SUPPORT];
    double[] before = new double[basis.size()];
    for (double day = -5; day < 372; day += 0.25) {
      int first = basis.at(day, b);
      assertEquals(1, Arrays.stream(b).sum(), 1e-12);
      double[] all = new double[basis.size()];
      System.arraycopy(b, 0, all, first, b.length);
      for (int k = 0; k < all.length; k++) {
        assertTrue(all[k] >= 0);
        if (day > -5) {
          assertEquals(before[k], all[k], 0.01, "day " + day);
        }
      }
      before = all;
    }
  }

  /** Features of a random sparse problem with known coefficients. */
  private static final class Problem implements FeatureRows {
    private static final int FEATURES = 12;
    final int rows = 3000;
    final double[] truth = new double[FEATURES];
    final double[] y = new double[rows];
    final int[] block = new int[rows];
    final boolean[] use = new boolean[rows];
    private final double[][] x = new double[rows][2];
    private final int[][] at = new int[rows][2];

    Problem(double noise) {
      SplittableRandom random = new SplittableRandom(4);
      for (int k = 0; k < FEATURES; k++) {
        truth[k] = 1 + k;
      }
      for (int r = 0; r < rows; r++) {
        for (int k = 0; k < 2; k++) {
          at[r][k] = random.nextInt(FEATURES / 2) + k * FEATURES / 2;
          x[r][k] = random.nextDouble();
          y[r] += x[r][k] * truth[at[r][k]];
        }
        y[r] += noise * (random.nextDouble() - 0.5);
        block[r] = r / 20;
        use[r] = block[r] % 2 == 0;
      }
    }

    @Override
    public int size() {
      return FEATURES;
    }

    @Override
    public int support() {
      return 2;
    }

    @Override
    public int group(int feature) {
      return feature % 2;
    }

    @Override
    public int fill(int row, int[] index, double[] value) {
      for (int k = 0; k < 2; k++) {
        index[k] = at[row][k];
        value[k] = x[row][k];
      }
      return 2;
    }
  }

  @Test
  void coefficientsComeBack() {
    Problem problem = new Problem(0);
    PenalisedFit fit = PenalisedFit.of(problem, problem.use, problem.y, problem.block);
    for (int k = 0; k < problem.size(); k++) {
      assertEquals(problem.truth[k], fit.coefficients()[k], 0.4, "coefficient " + k);
    }
    assertEquals(10, fit.penalty(), "noise-free data want the least penalty");
  }

  @Test
  void rowsThatAreNotUsedHaveNoPart() {
    Problem problem = new Problem(1);
    double[] first = PenalisedFit.of(problem, problem.use, problem.y, problem.block).coefficients();
    for (int r = 0; r < problem.rows; r++) {
      if (!problem.use[r]) {
        problem.y[r] = Double.NaN;
      }
    }
    assertArrayEquals(
        first, PenalisedFit.of(problem, problem.use, problem.y, problem.block).coefficients());
  }

  @Test
  void noiseWithoutSignalWantsTheLargestPenalty() {
    Problem problem = new Problem(0);
    SplittableRandom random = new SplittableRandom(9);
    Arrays.setAll(problem.y, r -> random.nextDouble() - 0.5);
    assertTrue(PenalisedFit.of(problem, problem.use, problem.y, problem.block).penalty() >= 1000);
  }

  @Test
  void boundedFitFindsParametersAndKeepsBounds() {
    int n = 500;
    float[] light = new float[n];
    double[] y = new double[n];
    boolean[] use = new boolean[n];
    for (int i = 0; i < n; i++) {
      light[i] = 4 * i;
      y[i] = 30.0 * light[i] / (400 + light[i]);
      use[i] = i % 3 != 0;
    }
    BoundedFit.Series curve =
        p -> {
          float[] f = new float[n];
          for (int i = 0; i < n; i++) {
            f[i] = (float) (p[0] * light[i] / (p[1] + light[i]));
          }
          return f;
        };
    double[] free =
        BoundedFit.of(
            curve,
            new BoundedFit.Prior(
                new double[] {20, 800},
                new double[] {10, 300},
                new double[] {1, 10},
                new double[] {100, 5000}),
            use,
            y);
    assertEquals(30, free[0], 0.02);
    assertEquals(400, free[1], 1);
    double[] held =
        BoundedFit.of(
            curve,
            new BoundedFit.Prior(
                new double[] {20, 800},
                new double[] {10, 300},
                new double[] {1, 800},
                new double[] {100, 800}),
            use,
            y);
    assertEquals(800, held[1], "its bounds meet");
  }

  @Test
  void aMatrixThatIsNotDefiniteIsTold() {
    assertThrows(
        ArithmeticException.class,
        () -> Cholesky.solve(new double[][] {{1, 0}, {2, 1}}, new double[] {1, 1}));
  }
}
