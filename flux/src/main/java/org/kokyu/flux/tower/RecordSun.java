package org.kokyu.flux.tower;

import java.time.ZoneOffset;
import org.kokyu.core.physics.SolarPosition;

/**
 * The sun over a tower whose place the file does not tell: latitude, and the longitude at which its
 * clock would be universal time, for which light and dark agree best with the record.
 *
 * <p>Grid search of 0.5°; lit is PAR above 5 umol m-2 s-1. Good to about 2° from a month on.
 *
 * @param latitudeDeg of the tower
 * @param clockLongitudeDeg longitude of the record's clock
 * @param agreement share of the intervals in which light and dark agree
 */
public record RecordSun(double latitudeDeg, double clockLongitudeDeg, double agreement) {
  private static final double LIT_UMOL = 5;
  private static final double COARSE_DEG = 5;
  private static final double FINE_DEG = 0.5;
  private static final double HIGHEST_LATITUDE_DEG = 70;
  private static final double WIDEST_CLOCK_DEG = 40;
  private static final int MOST_DAYS = 80;

  static RecordSun of(TowerRecord record, double[] par) {
    int perDay = record.perDay();
    int days = Math.max(1, record.size() / perDay);
    int every = Math.max(1, days / MOST_DAYS);
    int samples = 0;
    SolarPosition[] sun = new SolarPosition[(days / every + 1) * perDay];
    boolean[] lit = new boolean[sun.length];
    for (int d = 0; d < days; d += every) {
      for (int s = 0; s < perDay; s++) {
        int i = d * perDay + s;
        if (i < par.length && !Double.isNaN(par[i])) {
          sun[samples] = position(record, i);
          lit[samples++] = par[i] > LIT_UMOL;
        }
      }
    }
    RecordSun best = new RecordSun(0, 0, -1);
    for (double lat = -HIGHEST_LATITUDE_DEG; lat <= HIGHEST_LATITUDE_DEG; lat += COARSE_DEG) {
      for (double lon = -WIDEST_CLOCK_DEG; lon <= WIDEST_CLOCK_DEG; lon += COARSE_DEG) {
        best = better(best, lat, lon, sun, lit, samples);
      }
    }
    RecordSun middle = best;
    for (double dLat = -COARSE_DEG; dLat <= COARSE_DEG; dLat += FINE_DEG) {
      for (double dLon = -COARSE_DEG; dLon <= COARSE_DEG; dLon += FINE_DEG) {
        best =
            better(
                best,
                middle.latitudeDeg + dLat,
                middle.clockLongitudeDeg + dLon,
                sun,
                lit,
                samples);
      }
    }
    return best;
  }

  private static RecordSun better(
      RecordSun best, double lat, double lon, SolarPosition[] sun, boolean[] lit, int samples) {
    int agree = 0;
    for (int k = 0; k < samples; k++) {
      agree += sun[k].cosZenith(lat, lon) > 0 == lit[k] ? 1 : 0;
    }
    double share = agree / (double) Math.max(1, samples);
    return share > best.agreement ? new RecordSun(lat, lon, share) : best;
  }

  private static SolarPosition position(TowerRecord record, int i) {
    return SolarPosition.at(
        record.timeOf(i).plusSeconds(record.stepMinutes() * 30L).toInstant(ZoneOffset.UTC));
  }

  /** Cosine of the solar zenith angle in the middle of an interval. */
  double cosZenith(TowerRecord record, int i) {
    return position(record, i).cosZenith(latitudeDeg, clockLongitudeDeg);
  }

  /**
   * Diffuse share of PAR from the clearness of the sky; Zhou et al. 2016 (see the two-leaf model).
   *
   * @param shortwave on a level surface [W m-2]
   */
  static double diffuseFraction(double shortwave, double cosZenith) {
    if (cosZenith < 0.05) {
      return 1;
    }
    double r = Math.min(0.8, Math.max(0, shortwave / (1367 * cosZenith)));
    double f = 0.7527 + r * (3.8453 + r * (-16.316 + r * (18.962 - 7.0802 * r)));
    return Math.min(1, Math.max(0, f));
  }
}
