package org.kokyu.retrieval.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DecayTest {
  @Test
  void isTheExponential() {
    double[] t = new double[7000];
    double[] a = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      t[i] = -1 + 0.01 * i;
    }
    Decay.of(t, a, t.length);
    for (int i = 0; i < t.length; i++) {
      double limit = t[i] <= 8 ? 1e-14 : t[i] <= 20 ? 3e-10 : 2e-4;
      assertEquals(1, a[i] / Math.exp(-t[i]), t[i] <= 60 ? limit : 1e-3, "t " + t[i]);
    }
    double[] far = {1e3, 1e6, 1e30};
    Decay.of(far, a, 3);
    for (int i = 0; i < 3; i++) {
      assertEquals(0, a[i], 1e-30);
    }
  }
}
