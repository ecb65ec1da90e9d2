package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients of every form against central differences of its value. */
class LstFormTest {
  @ParameterizedTest
  @EnumSource(LstForm.class)
  void gradientMatchesDifferences(LstForm form) {
    double[] c = new double[form.size()];
    for (int k = 0; k < c.length; k++) {
      c[k] = Math.cos(1.7 * k) * (form == LstForm.GENERALISED_SPLIT_WINDOW ? 0.3 : 1);
    }
    LstInputs x = new LstInputs();
    double[] state = {299.3, 297.1, 293.8, 0.951, 0.962, 0.973, Double.NaN, 294.2};
    x.secant = 1.4;
    x.waterKg = 31;
    double[] gradient = new double[8];
    set(x, state);
    form.gradient(x, c, gradient);
    for (int i : new int[] {0, 1, 2, 3, 4, 5, 7}) {
      double step = i >= 3 && i <= 5 ? 1e-4 : 1e-3;
      double[] up = state.clone();
      double[] down = state.clone();
      up[i] += step;
      down[i] -= step;
      double expected = (value(form, x, up, c) - value(form, x, down, c)) / (2 * step);
      assertEquals(expected, gradient[i], 1e-5 * (1 + Math.abs(expected)), form + " input " + i);
    }
  }

  private static double value(LstForm form, LstInputs x, double[] state, double[] c) {
    set(x, state);
    double[] f = new double[form.size()];
    form.regressors(x, f);
    double sum = form.offset(x);
    for (int k = 0; k < c.length; k++) {
      sum += c[k] * f[k];
    }
    return sum;
  }

  private static void set(LstInputs x, double[] state) {
    for (int b = 0; b < 3; b++) {
      x.kelvin[b] = state[b];
      x.emissivity[b] = state[3 + b];
    }
    x.airK = state[7];
  }
}
