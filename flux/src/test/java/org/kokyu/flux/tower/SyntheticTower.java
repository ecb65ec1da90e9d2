package org.kokyu.flux.tower;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.flux.respiration.LloydTaylor;

/**
 * A conifer forest at 51° N, 13.5° E for a year, with known production, respiration, u* threshold
 * and noise.
 */
final class SyntheticTower {
  static final double LATITUDE = 51;
  static final double NIGHT_LOSS_USTAR = 0.25;
  static final double SENSITIVITY_K = 180;
  final int n;
  final double[] gpp;
  final double[] reco;
  final Map<TowerVariable, double[]> values = new EnumMap<>(TowerVariable.class);
  private final LocalDateTime start = LocalDateTime.of(2003, 1, 1, 0, 0);

  SyntheticTower(int days, double dayNoise, double nightNoise) {
    n = days * 48;
    gpp = new double[n];
    reco = new double[n];
    SplittableRandom random = new SplittableRandom(17);
    double[] par = new double[n];
    double[] air = new double[n];
    double[] vpd = new double[n];
    double[] nee = new double[n];
    double[] ustar = new double[n];
    double cloud = 0.6;
    double spell = 0;
    for (int i = 0; i < n; i++) {
      LocalDateTime t = start.plusMinutes(30L * i + 15);
      double cos =
          SolarPosition.at(t.minusHours(1).toInstant(ZoneOffset.UTC)).cosZenith(LATITUDE, 13.5);
      if (i % 16 == 0) {
        cloud = Math.min(1, Math.max(0.15, cloud + 0.5 * (random.nextDouble() - 0.5)));
        spell = 0.9 * spell + 4 * (random.nextDouble() - 0.5);
      }
      par[i] = Math.max(0, cos) * 2100 * cloud;
      double day = i / 48.0;
      double season = -Math.cos(2 * Math.PI * (day - 20) / 365);
      air[i] = 281 + 9 * season + spell + 4 * cloud * Math.max(-0.3, cos);
      vpd[i] = Math.max(0, 300 + 500 * season + 1500 * Math.max(0, cos) * cloud);
      ustar[i] = 0.05 + 0.9 * random.nextDouble() * random.nextDouble();
      double capacity = 25 * Math.min(1, Math.max(0, (air[i] - 268 - spell / 2) / 16));
      double yield = 0.05;
      gpp[i] =
          capacity == 0
              ? 0
              : capacity
                  * yield
                  * par[i]
                  / (capacity + yield * par[i])
                  * Math.exp(-Math.max(0, vpd[i] - 900) / 2500);
      reco[i] = (2.5 + season) * LloydTaylor.factor(air[i], SENSITIVITY_K);
      double net = reco[i] - gpp[i];
      if (par[i] < 20 && ustar[i] < NIGHT_LOSS_USTAR) {
        net *= ustar[i] / NIGHT_LOSS_USTAR;
      }
      double sigma = par[i] > 20 ? dayNoise : nightNoise;
      nee[i] = net + sigma * gauss(random);
    }
    values.put(TowerVariable.PAR, par);
    values.put(TowerVariable.AIR_TEMPERATURE, air);
    values.put(TowerVariable.VPD, vpd);
    values.put(TowerVariable.NEE, nee);
    values.put(TowerVariable.USTAR, ustar);
  }

  private static double gauss(SplittableRandom random) {
    double sum = 0;
    for (int k = 0; k < 12; k++) {
      sum += random.nextDouble();
    }
    return sum - 6;
  }

  TowerRecord record() {
    String[] stamps = new String[n];
    for (int i = 0; i < n; i++) {
      stamps[i] = start.plusMinutes(30L * i).toString();
    }
    boolean[] measured = new boolean[n];
    Arrays.fill(measured, true);
    List<String> notes = new ArrayList<>();
    Map<TowerVariable, double[]> copy = new EnumMap<>(TowerVariable.class);
    values.forEach((v, x) -> copy.put(v, x.clone()));
    Map<TowerVariable, String> names = new EnumMap<>(TowerVariable.class);
    values.keySet().forEach(v -> names.put(v, v.name()));
    return new TowerRecord(
        "synthetic", start, 30, List.of("time"), stamps, copy, names, measured, measured, notes);
  }
}
