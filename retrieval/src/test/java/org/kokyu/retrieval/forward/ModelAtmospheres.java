package org.kokyu.retrieval.forward;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Profile;

/**
 * Five atmospheres by formula, from the humid tropics to a plateau in winter: constant lapse rate
 * to a tropopause, constant temperature to 50 hPa, warming to 1 hPa; relative water falling with
 * pressure.
 *
 * @param name of the atmosphere
 * @param surfacePressurePa surface pressure
 * @param atmosphere profiles
 */
public record ModelAtmospheres(String name, double surfacePressurePa, Atmosphere atmosphere) {

  public static List<ModelAtmospheres> all() {
    return List.of(
        of("tropical", 101000, 300, 0.024, 194),
        of("mid-latitude summer", 100500, 294, 0.014, 212),
        of("mid-latitude winter", 101500, 272, 0.0035, 216),
        of("sub-arctic winter", 101000, 250, 0.0008, 212),
        of("plateau winter", 58000, 262, 0.0015, 208));
  }

  private static ModelAtmospheres of(
      String name, double surfacePa, double airK, double water, double tropopauseK) {
    int n = 90;
    double[] p = new double[n];
    double[] t = new double[n];
    double[] q = new double[n];
    Map<Gas, double[]> gas = new EnumMap<>(Gas.class);
    for (Gas g : List.of(Gas.CO2, Gas.CH4, Gas.N2O, Gas.O3, Gas.HNO3)) {
      gas.put(g, new double[n]);
    }
    for (int i = 0; i < n; i++) {
      p[i] = surfacePa * Math.pow(1 / surfacePa, i / (n - 1.0));
      double heightKm = 7.4 * Math.log(surfacePa / p[i]);
      double warming = p[i] < 5000 ? 14 * Math.log(5000 / Math.max(p[i], 100)) : 0;
      double cooling = p[i] < 100 ? 12 * Math.log(100 / p[i]) : 0;
      t[i] = Math.max(airK - 6.2 * heightKm, tropopauseK) + warming - cooling;
      q[i] = Math.max(4e-6, water * Math.pow(p[i] / surfacePa, 3.4));
      double above = Math.min(1, p[i] / 15000);
      gas.get(Gas.CO2)[i] = 415e-6 - 8e-6 * (1 - above);
      gas.get(Gas.CH4)[i] = 1.88e-6 * Math.pow(above, 0.25);
      gas.get(Gas.N2O)[i] = 333e-9 * Math.pow(above, 0.35);
      double layer = Math.log(p[i] / 900) / 1.1;
      gas.get(Gas.O3)[i] = 40e-9 + 7e-6 * Math.exp(-0.5 * layer * layer);
      double nitric = Math.log(p[i] / 2800) / 1.0;
      gas.get(Gas.HNO3)[i] = 0.15e-9 + 6e-9 * Math.exp(-0.5 * nitric * nitric);
    }
    Map<Gas, Profile> profiles = new EnumMap<>(Gas.class);
    gas.forEach((g, v) -> profiles.put(g, Profile.of(p, v)));
    return new ModelAtmospheres(
        name,
        surfacePa,
        new Atmosphere(Profile.of(p, t), Atmosphere.lnWater(Profile.of(p, q)), profiles));
  }

  public AirColumn column(double zenithDeg, boolean spherical) {
    return AirColumn.of(
        LayerGrid.of(surfacePressurePa), atmosphere, new ViewingGeometry(zenithDeg, spherical), 30);
  }

  /** Temperature of the air at the surface [K]. */
  public double airK() {
    return atmosphere.temperatureK().at(surfacePressurePa);
  }
}
