package org.kokyu.retrieval.estimation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

class OptimalEstimationTest {
  private static final int N = 12;
  private static final int M = 30;

  private final Random random = new Random(3);
  private final double[][] k = new double[N][M];
  private final PriorCovariance prior = new PriorCovariance(N);
  private final double[] variance = new double[M];

  OptimalEstimationTest() {
    for (double[] row : k) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    double[] sigma = new double[N - 1];
    double[] height = new double[N - 1];
    Arrays.setAll(sigma, i -> 0.5 + 0.1 * i);
    Arrays.setAll(height, i -> i);
    prior.addProfile(0, sigma, height, 3);
    prior.addScalar(N - 1, 2);
    Arrays.setAll(variance, i -> 0.3 + 0.01 * i);
  }

  /** F(x) = K x + c |x|² e, linear for c = 0. */
  private final class Model implements OptimalEstimation.Model {
    private final double curvature;
    private final double[] radiance = new double[M];
    private final double[][] jacobian = new double[N][M];
    private int calls;

    Model(double curvature) {
      this.curvature = curvature;
    }

    @Override
    public void evaluate(double[] x) {
      calls++;
      double square = Arrays.stream(x).map(v -> v * v).sum();
      for (int c = 0; c < M; c++) {
        radiance[c] = curvature * square;
        for (int i = 0; i < N; i++) {
          radiance[c] += k[i][c] * x[i];
          jacobian[i][c] = k[i][c] + 2 * curvature * x[i];
        }
      }
    }

    @Override
    public double[] radiance() {
      return radiance;
    }

    @Override
    public double[][] jacobian() {
      return jacobian;
    }
  }

  private OptimalEstimation.Problem problem(double[] y) {
    double[] step = new double[N];
    Arrays.fill(step, 1e9);
    return new OptimalEstimation.Problem(
        y,
        variance,
        new double[N],
        prior.inverse(),
        prior.sigma(),
        OptimalEstimation.StepLimit.perElement(step));
  }

  private double[] truth() {
    double[] x = new double[N];
    Arrays.setAll(x, i -> random.nextGaussian());
    return x;
  }

  private double[] measurement(double[] x, double curvature) {
    Model m = new Model(curvature);
    m.evaluate(x);
    return m.radiance().clone();
  }

  /**
   * x̂ = xa + A (x − xa) without noise, and the explicit formula of Rodgers 4.3 by another library.
   */
  @Test
  void linearModelIsSolvedInOneStep() {
    double[] x = truth();
    Model model = new Model(0);
    OptimalEstimation solver = new OptimalEstimation(new OptimalEstimation.Settings(12, 6, 0, 0));
    double[] y = measurement(x, 0);
    OptimalEstimation.Solution s = solver.solve(problem(y), model);
    assertTrue(s.converged());
    assertTrue(
        s.iterations() <= 2, "one step and one to see that nothing moves: " + s.iterations());
    ErrorAnalysis e = ErrorAnalysis.of(s.information(), prior);
    for (int i = 0; i < N; i++) {
      double expected = 0;
      for (int j = 0; j < N; j++) {
        expected += e.kernel()[i][j] * x[j];
      }
      assertEquals(expected, s.x()[i], 1e-9);
    }
    RealMatrix kt = new Array2DRowRealMatrix(k);
    RealMatrix weighted = kt.copy();
    for (int i = 0; i < N; i++) {
      for (int c = 0; c < M; c++) {
        weighted.setEntry(i, c, k[i][c] / variance[c]);
      }
    }
    RealMatrix system =
        weighted.multiply(kt.transpose()).add(new Array2DRowRealMatrix(prior.inverse()));
    RealMatrix inverse = new LUDecomposition(system).getSolver().getInverse();
    double[] explicit = inverse.multiply(weighted).operate(y);
    for (int i = 0; i < N; i++) {
      assertEquals(explicit[i], s.x()[i], 1e-9);
      for (int j = 0; j < N; j++) {
        assertEquals(inverse.getEntry(i, j), e.posterior()[i][j], 1e-12);
      }
    }
  }

  @Test
  void covariancesAddUpAndShrink() {
    OptimalEstimation.Solution s =
        new OptimalEstimation(OptimalEstimation.Settings.DEFAULT)
            .solve(problem(measurement(truth(), 0)), new Model(0));
    ErrorAnalysis e = ErrorAnalysis.of(s.information(), prior);
    // S_s by its definition (A - I) Sa (A - I)^T
    double[][] d = new double[N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        d[i][j] = e.kernel()[i][j] - (i == j ? 1 : 0);
      }
    }
    double[][] smoothing =
        SymmetricMatrix.multiply(
            SymmetricMatrix.multiply(d, prior.covariance()), SymmetricMatrix.transpose(d));
    for (int i = 0; i < N; i++) {
      assertTrue(e.posterior()[i][i] <= prior.covariance()[i][i] * (1 + 1e-12));
      assertTrue(e.noise()[i][i] >= 0);
      for (int j = 0; j < N; j++) {
        assertEquals(e.posterior()[i][j], e.noise()[i][j] + e.smoothing()[i][j], 1e-12);
        assertEquals(smoothing[i][j], e.smoothing()[i][j], 1e-10);
      }
    }
  }

  /**
   * The gain by changing one measurement after the other: A = G K; and the degrees of freedom and
   * the information content from the singular values of the whitened Jacobian (Rodgers 2.4.1).
   */
  @Test
  void kernelIsGainTimesJacobianAndItsTraceTheDegreesOfFreedom() {
    OptimalEstimation solver = new OptimalEstimation(new OptimalEstimation.Settings(12, 6, 0, 0));
    double[] y = measurement(truth(), 0);
    OptimalEstimation.Solution s = solver.solve(problem(y), new Model(0));
    ErrorAnalysis e = ErrorAnalysis.of(s.information(), prior);
    double[][] a = new double[N][N];
    for (int c = 0; c < M; c++) {
      double[] other = y.clone();
      other[c] += 1;
      double[] moved = solver.solve(problem(other), new Model(0)).x();
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
          a[i][j] += (moved[i] - s.x()[i]) * k[j][c];
        }
      }
    }
    double trace = 0;
    for (int i = 0; i < N; i++) {
      trace += e.kernel()[i][i];
      assertArrayEquals(a[i], e.kernel()[i], 1e-9);
    }
    RealMatrix root =
        new CholeskyDecomposition(new Array2DRowRealMatrix(prior.covariance())).getL();
    RealMatrix whitened = new Array2DRowRealMatrix(k).transpose().multiply(root);
    for (int c = 0; c < M; c++) {
      whitened.setRowVector(c, whitened.getRowVector(c).mapDivide(Math.sqrt(variance[c])));
    }
    double dofs = 0;
    double bits = 0;
    for (double lambda : new SingularValueDecomposition(whitened).getSingularValues()) {
      dofs += lambda * lambda / (1 + lambda * lambda);
      bits += 0.5 * Math.log(1 + lambda * lambda) / Math.log(2);
    }
    assertEquals(dofs, trace, 1e-9);
    assertEquals(bits, e.informationBits(), 1e-9);
  }

  /** Not only the variances: no combination of elements is less certain than before. */
  @Test
  void posteriorIsNowhereWiderThanThePrior() {
    OptimalEstimation.Solution s =
        new OptimalEstimation(OptimalEstimation.Settings.DEFAULT)
            .solve(problem(measurement(truth(), 0)), new Model(0));
    ErrorAnalysis e = ErrorAnalysis.of(s.information(), prior);
    RealMatrix gained =
        new Array2DRowRealMatrix(prior.covariance())
            .subtract(new Array2DRowRealMatrix(e.posterior()));
    for (RealMatrix m :
        List.of(
            gained,
            new Array2DRowRealMatrix(e.posterior()),
            new Array2DRowRealMatrix(e.noise()),
            new Array2DRowRealMatrix(e.smoothing()))) {
      double least =
          Arrays.stream(new EigenDecomposition(m).getRealEigenvalues()).min().orElseThrow();
      assertTrue(least > -1e-12, "least eigenvalue " + least);
    }
  }

  @Test
  void curvedModelConvergesToAStationaryPoint() {
    double[] x = truth();
    OptimalEstimation.Problem p = problem(measurement(x, 0.05));
    Model model = new Model(0.05);
    OptimalEstimation.Solution s =
        new OptimalEstimation(OptimalEstimation.Settings.DEFAULT).solve(p, model);
    assertTrue(s.converged());
    double best = s.chi2Measurement() + s.chi2Prior();
    for (int i = 0; i < N; i++) {
      for (double h : new double[] {-1e-2, 1e-2}) {
        double[] moved = s.x().clone();
        moved[i] += h;
        model.evaluate(moved);
        double cost = 0;
        for (int c = 0; c < M; c++) {
          cost += Math.pow(p.y()[c] - model.radiance()[c], 2) / variance[c];
        }
        for (int a = 0; a < N; a++) {
          for (int b = 0; b < N; b++) {
            cost += moved[a] * prior.inverse()[a][b] * moved[b];
          }
        }
        // the stopping rule leaves up to 0.01 n of cost on the table
        assertTrue(cost > best - 1e-3 * best, "element %d: %s below %s".formatted(i, cost, best));
      }
    }
  }

  @Test
  void modelThatLeavesTheNumbersEndsUnconverged() {
    OptimalEstimation.Model broken =
        new OptimalEstimation.Model() {
          private final Model inner = new Model(0);

          @Override
          public void evaluate(double[] x) {
            inner.evaluate(x);
            inner.radiance[3] = Double.NaN;
          }

          @Override
          public double[] radiance() {
            return inner.radiance;
          }

          @Override
          public double[][] jacobian() {
            return inner.jacobian;
          }
        };
    OptimalEstimation.Solution s =
        new OptimalEstimation(OptimalEstimation.Settings.DEFAULT)
            .solve(problem(measurement(truth(), 0)), broken);
    assertFalse(s.converged());
  }
}
