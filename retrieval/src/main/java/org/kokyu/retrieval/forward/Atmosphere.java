package org.kokyu.retrieval.forward;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;

/**
 * Temperature and gases on levels, as the forward model wants them.
 *
 * @param temperatureK air temperature
 * @param lnWater ln of the mole fraction of water in wet air
 * @param dryGases dry mole fraction of every gas but water
 */
public record Atmosphere(Profile temperatureK, Profile lnWater, Map<Gas, Profile> dryGases) {
  /** Smallest mole fraction of water that is used; drier values come from fill or rounding. */
  private static final double MIN_WATER = 1e-7;

  /** Largest mole fraction of water in the tables. */
  private static final double MAX_WATER = 0.07;

  public Atmosphere {
    Objects.requireNonNull(temperatureK, "temperatureK");
    Objects.requireNonNull(lnWater, "lnWater");
    dryGases = Map.copyOf(dryGases);
  }

  /**
   * Weather and prior gases; O3 from the weather where it has it, O3 else and HNO3 from {@link
   * TraceClimatology}. Water as {@link #limitedWater} has it.
   */
  public static Atmosphere of(Meteorology met, PriorProfiles prior) {
    Map<Gas, Profile> gases = new EnumMap<>(Gas.class);
    gases.put(Gas.CO2, prior.co2());
    gases.put(Gas.CH4, prior.ch4());
    gases.put(Gas.N2O, prior.n2o());
    gases.put(Gas.O3, met.ozone().orElseGet(() -> TraceClimatology.of(Gas.O3)));
    gases.put(Gas.HNO3, TraceClimatology.of(Gas.HNO3));
    return new Atmosphere(met.temperatureK(), lnWater(limitedWater(met)), gases);
  }

  /**
   * Water of an analysis or forecast without what cannot be: at most saturation over liquid water
   * at pressures above 100 hPa (Bolton 1980, Mon. Wea. Rev. 108, 1046, eq. 10) and at most 7 %.
   */
  public static Profile limitedWater(Meteorology met) {
    Profile water = met.waterVapour();
    double[] v = water.values();
    for (int i = 0; i < v.length; i++) {
      double p = water.pressurePa(i);
      double most = MAX_WATER;
      if (p > 10000) {
        double celsius = met.temperatureK().at(p) - 273.15;
        most = Math.min(most, 611.2 * Math.exp(17.67 * celsius / (celsius + 243.5)) / p);
      }
      v[i] = Math.min(v[i], most);
    }
    return Profile.of(water.pressures(), v);
  }

  /** ln of a water profile, limited to 0.1 ppm … 7 %. */
  public static Profile lnWater(Profile water) {
    double[] v = water.values();
    for (int i = 0; i < v.length; i++) {
      v[i] = Math.log(Math.min(Math.max(v[i], MIN_WATER), MAX_WATER));
    }
    return Profile.of(water.pressures(), v);
  }
}
