package org.kokyu.met;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.port.PriorSource;
import org.kokyu.met.ReferenceAtmospheres.Quantity;

/**
 * Prior profiles of CO2, CH4 and N2O when no model fields are configured.
 *
 * <p>Surface value x(t): global marine-surface annual means of NOAA GML 2001–2025 (Lan et al.,
 * doi:10.15138/9N0H-ZH07), each at the middle of its year, linear between; after 2025 the mean
 * growth of 2015–2025 goes on, before 2001 that of 2001–2011 is taken back.
 *
 * <ul>
 *   <li>CO2(p, t) = x(t − a(p)): constant up to the tropopause, above it as old as the mean age of
 *       air a, which grows linearly in ln p from 0 at the tropopause to 5 a at 10 hPa and stays (4
 *       to 6 a: Waugh and Hall 2002, Rev. Geophys. 40(4), 1010, doi:10.1029/2000RG000101). The
 *       tropopause lies at 100 hPa up to 15° and at 300 hPa from 60° on, linear between.
 *   <li>CH4, N2O(p, t) = x(t) s(p)/s(surface), with the shape s of the AFGL atmospheres (Anderson
 *       et al. 1986) at that latitude and season.
 * </ul>
 *
 * <p>Validity: no seasonal cycle, no regional or hemispheric gradient (a few ppm of CO2 and some
 * tens of ppb of CH4 near the surface are missing). Immutable, thread-safe.
 */
public final class ClimatologicalPrior implements PriorSource {
  private static final String SOURCE =
      "NOAA GML annual means 2001-2025 with AFGL 1986 shapes and stratospheric age of air";
  private static final double OLDEST_YEARS = 5;
  private static final double OLDEST_PA = 1_000;
  private static final double TROPICAL_TROPOPAUSE_PA = 10_000;
  private static final double POLAR_TROPOPAUSE_PA = 30_000;
  private static final int TREND_YEARS = 10;

  private final ReferenceAtmospheres atmospheres = ReferenceAtmospheres.load();
  private final double[][] annualMeans;

  public ClimatologicalPrior() {
    List<String> lines = ReferenceAtmospheres.lines("noaa_annual_means.csv");
    annualMeans = new double[lines.size()][];
    for (int i = 0; i < annualMeans.length; i++) {
      String[] field = lines.get(i).split(",");
      annualMeans[i] =
          new double[] {
            Double.parseDouble(field[0]) + 0.5,
            Double.parseDouble(field[1]) * 1e-6,
            Double.parseDouble(field[2]) * 1e-9,
            Double.parseDouble(field[3]) * 1e-9
          };
    }
  }

  @Override
  public Optional<PriorProfiles> at(Instant time, double latitudeDeg, double longitudeDeg) {
    double year = decimalYear(time);
    Profile ch4 = atmospheres.at(Quantity.CH4, time, latitudeDeg);
    Profile n2o = atmospheres.at(Quantity.N2O, time, latitudeDeg);
    return Optional.of(
        new PriorProfiles(
            co2(ch4.pressures(), year, latitudeDeg),
            scaled(ch4, surfaceValue(2, year)),
            scaled(n2o, surfaceValue(3, year)),
            SOURCE,
            true));
  }

  private static double decimalYear(Instant time) {
    ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
    return utc.getYear() + (utc.getDayOfYear() - 0.5) / utc.toLocalDate().lengthOfYear();
  }

  private Profile co2(double[] pressurePa, double year, double latitudeDeg) {
    double[] values = new double[pressurePa.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = surfaceValue(1, year - ageYears(pressurePa[i], latitudeDeg));
    }
    return Profile.of(pressurePa, values);
  }

  private static double ageYears(double p, double latitudeDeg) {
    double poleward = Math.min(1, Math.max(0, (Math.abs(latitudeDeg) - 15) / 45));
    double tropopause =
        TROPICAL_TROPOPAUSE_PA + poleward * (POLAR_TROPOPAUSE_PA - TROPICAL_TROPOPAUSE_PA);
    double height = Math.log(tropopause / p) / Math.log(tropopause / OLDEST_PA);
    return OLDEST_YEARS * Math.min(1, Math.max(0, height));
  }

  private static Profile scaled(Profile shape, double surfaceValue) {
    double[] values = shape.values();
    double factor = surfaceValue / values[0];
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return Profile.of(shape.pressures(), values);
  }

  private double surfaceValue(int column, double year) {
    int last = annualMeans.length - 1;
    if (year >= annualMeans[last][0]) {
      return extrapolate(column, year, last, last - TREND_YEARS);
    }
    if (year <= annualMeans[0][0]) {
      return extrapolate(column, year, 0, TREND_YEARS);
    }
    int i = (int) (year - annualMeans[0][0]);
    double w = year - annualMeans[i][0];
    return annualMeans[i][column] + w * (annualMeans[i + 1][column] - annualMeans[i][column]);
  }

  private double extrapolate(int column, double year, int anchor, int other) {
    double slope =
        (annualMeans[anchor][column] - annualMeans[other][column])
            / (annualMeans[anchor][0] - annualMeans[other][0]);
    return annualMeans[anchor][column] + slope * (year - annualMeans[anchor][0]);
  }
}
