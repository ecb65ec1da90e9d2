package org.kokyu.land;

/**
 * Forms of surface temperature formulas, each linear in its coefficients: LST = offset + Σ cₖ fₖ.
 *
 * <p>T13, T14, T15 brightness temperatures, ε13, ε14, ε15 emissivities, ε and Δε mean and
 * difference of bands 14 and 15, θ view zenith angle, W water vapour column, Tₐ air temperature, u
 * = 1 − ε, d = T13 − T14, D = T14 − T15, m = (T13 + T14 + T15)/3 − 273.15 K. All K but W [g cm-2].
 */
public enum LstForm {
  /** 1, T14, ε, D, (sec θ − 1) D: Yu et al. 2009, IEEE TGRS 47, 936–951, GOES-R baseline. */
  GOES_R("goes_r", 5, false, false) {
    @Override
    public void regressors(LstInputs x, double[] f) {
      double d = x.kelvin[1] - x.kelvin[2];
      f[0] = 1;
      f[1] = x.kelvin[1];
      f[2] = 0.5 * (x.emissivity[1] + x.emissivity[2]);
      f[3] = d;
      f[4] = (x.secant - 1) * d;
    }
  },

  /**
   * (1, (1−ε)/ε, Δε/ε²) times (T14+T15)/2, the same times D/2, 1, D²: Wan and Dozier 1996, IEEE
   * TGRS 34, 892–905; the square after Wan 2014, Remote Sens. Environ. 140, 36–45.
   */
  GENERALISED_SPLIT_WINDOW("generalised_split_window", 8, false, false) {
    @Override
    public void regressors(LstInputs x, double[] f) {
      double e = 0.5 * (x.emissivity[1] + x.emissivity[2]);
      double a = (1 - e) / e;
      double b = (x.emissivity[1] - x.emissivity[2]) / (e * e);
      double mean = 0.5 * (x.kelvin[1] + x.kelvin[2]);
      double half = 0.5 * (x.kelvin[1] - x.kelvin[2]);
      f[0] = mean;
      f[1] = a * mean;
      f[2] = b * mean;
      f[3] = half;
      f[4] = a * half;
      f[5] = b * half;
      f[6] = 1;
      f[7] = 4 * half * half;
    }
  },

  /**
   * LST − T14 = 1, D, D², (1−ε), W(1−ε), Δε, WΔε: Sobrino and Raissouni 2000, Int. J. Remote Sens.
   * 21, 353–366.
   */
  SOBRINO("sobrino", 7, false, false) {
    @Override
    public double offset(LstInputs x) {
      return x.kelvin[1];
    }

    @Override
    public void regressors(LstInputs x, double[] f) {
      double d = x.kelvin[1] - x.kelvin[2];
      double u = 1 - 0.5 * (x.emissivity[1] + x.emissivity[2]);
      double delta = x.emissivity[1] - x.emissivity[2];
      double w = 0.1 * x.waterKg;
      f[0] = 1;
      f[1] = d;
      f[2] = d * d;
      f[3] = u;
      f[4] = w * u;
      f[5] = delta;
      f[6] = w * delta;
    }
  },

  /** Our own: LST − 273.15 K = 1, m, d, D, d², dD, D² (tenths), u, u m/50, 0.3 u D of each band. */
  THREE_BAND("three_band", 16, true, false) {
    @Override
    public double offset(LstInputs x) {
      return CELSIUS;
    }

    @Override
    public void regressors(LstInputs x, double[] f) {
      threeBand(x, f);
    }

    @Override
    void gradient(LstInputs x, double[] c, double[] out) {
      threeBandGradient(x, c, out);
    }
  },

  /** {@link #THREE_BAND} and a = Tₐ − 273.15 K − m, a D/10. */
  THREE_BAND_AIR("three_band_air", 18, true, true) {
    @Override
    public double offset(LstInputs x) {
      return CELSIUS;
    }

    @Override
    public void regressors(LstInputs x, double[] f) {
      threeBand(x, f);
      double a = x.airK - CELSIUS - f[1];
      f[16] = a;
      f[17] = 0.1 * a * f[3];
    }

    @Override
    void gradient(LstInputs x, double[] c, double[] out) {
      threeBandGradient(x, c, out);
      double m = (x.kelvin[0] + x.kelvin[1] + x.kelvin[2]) / 3 - CELSIUS;
      double a = x.airK - CELSIUS - m;
      double byAir = c[16] + 0.1 * c[17] * (x.kelvin[1] - x.kelvin[2]);
      for (int b = 0; b < 3; b++) {
        out[b] -= byAir / 3;
      }
      out[1] += 0.1 * c[17] * a;
      out[2] -= 0.1 * c[17] * a;
      out[7] = byAir;
    }
  };

  private static final double CELSIUS = 273.15;

  private final String label;
  private final int size;
  private final boolean threeBands;
  private final boolean air;

  LstForm(String label, int size, boolean threeBands, boolean air) {
    this.label = label;
    this.size = size;
    this.threeBands = threeBands;
    this.air = air;
  }

  /** Name in files. */
  public String label() {
    return label;
  }

  /** Number of coefficients. */
  public int size() {
    return size;
  }

  /** Whether band 13 is needed. */
  public boolean needsThreeBands() {
    return threeBands;
  }

  /** Whether the air temperature is needed. */
  public boolean needsAir() {
    return air;
  }

  /** The part without coefficients [K]. */
  public double offset(LstInputs x) {
    return 0;
  }

  /** Fills fₖ. */
  public abstract void regressors(LstInputs x, double[] f);

  /**
   * Fills ∂LST/∂ T13, T14, T15, ε13, ε14, ε15, (left alone), Tₐ for given coefficients; by central
   * differences unless a form does better.
   */
  void gradient(LstInputs x, double[] c, double[] out) {
    for (int i = 0; i < 3; i++) {
      double kept = x.kelvin[i];
      x.kelvin[i] = kept + 0.05;
      double up = value(x, c);
      x.kelvin[i] = kept - 0.05;
      out[i] = (up - value(x, c)) / 0.1;
      x.kelvin[i] = kept;
      kept = x.emissivity[i];
      x.emissivity[i] = kept + 1e-3;
      up = value(x, c);
      x.emissivity[i] = kept - 1e-3;
      out[3 + i] = (up - value(x, c)) / 2e-3;
      x.emissivity[i] = kept;
    }
    out[7] = 0;
  }

  private double value(LstInputs x, double[] c) {
    double[] f = new double[size];
    regressors(x, f);
    double sum = offset(x);
    for (int k = 0; k < size; k++) {
      sum += c[k] * f[k];
    }
    return sum;
  }

  /** Analytic, because it is needed for millions of pixels. */
  private static void threeBandGradient(LstInputs x, double[] c, double[] out) {
    double d1 = x.kelvin[0] - x.kelvin[1];
    double d2 = x.kelvin[1] - x.kelvin[2];
    double m = (x.kelvin[0] + x.kelvin[1] + x.kelvin[2]) / 3 - CELSIUS;
    double byMean = c[1];
    double byD1 = c[2] + 0.2 * c[4] * d1 + 0.1 * c[5] * d2;
    double byD2 = c[3] + 0.1 * c[5] * d1 + 0.2 * c[6] * d2;
    for (int b = 0; b < 3; b++) {
      double u = 1 - x.emissivity[b];
      byMean += 0.02 * c[10 + b] * u;
      byD2 += 0.3 * c[13 + b] * u;
      out[3 + b] = -(c[7 + b] + 0.02 * c[10 + b] * m + 0.3 * c[13 + b] * d2);
    }
    out[0] = byMean / 3 + byD1;
    out[1] = byMean / 3 - byD1 + byD2;
    out[2] = byMean / 3 - byD2;
    out[7] = 0;
  }

  private static void threeBand(LstInputs x, double[] f) {
    double t13 = x.kelvin[0];
    double t14 = x.kelvin[1];
    double t15 = x.kelvin[2];
    double m = (t13 + t14 + t15) / 3 - CELSIUS;
    double d1 = t13 - t14;
    double d2 = t14 - t15;
    f[0] = 1;
    f[1] = m;
    f[2] = d1;
    f[3] = d2;
    f[4] = 0.1 * d1 * d1;
    f[5] = 0.1 * d1 * d2;
    f[6] = 0.1 * d2 * d2;
    for (int b = 0; b < 3; b++) {
      double u = 1 - x.emissivity[b];
      f[7 + b] = u;
      f[10 + b] = 0.02 * u * m;
      f[13 + b] = 0.3 * u * d2;
    }
  }
}
