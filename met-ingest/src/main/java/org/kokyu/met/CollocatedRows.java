package org.kokyu.met;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds the row of a sounding by time and place: within ±0.5 s and ±0.01 degrees, the nearest in
 * time. Immutable.
 */
final class CollocatedRows {
  private static final long TIME_TOLERANCE_MICROS = 500_000;
  private static final double PLACE_TOLERANCE_DEG = 0.01;

  private final long[] sortedMicros;
  private final int[] order;
  private final double[] latitudeDeg;
  private final double[] longitudeDeg;

  private CollocatedRows(long[] micros, double[] latitudeDeg, double[] longitudeDeg) {
    order =
        IntStream.range(0, micros.length)
            .boxed()
            .sorted((a, b) -> Long.compare(micros[a], micros[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    sortedMicros = IntStream.of(order).mapToLong(i -> micros[i]).toArray();
    this.latitudeDeg = latitudeDeg;
    this.longitudeDeg = longitudeDeg;
  }

  static CollocatedRows read(CollocatedFile file) {
    return new CollocatedRows(
        file.timesMicros(),
        file.perRow("latitude", UnitScale.LATITUDE_DEG, -90, 90),
        file.perRow("longitude", UnitScale.LONGITUDE_DEG, -180, 360));
  }

  OptionalInt find(Instant time, double latitude, double longitude) {
    long wanted = ChronoUnit.MICROS.between(Instant.EPOCH, time);
    int best = -1;
    long bestOff = Long.MAX_VALUE;
    for (int i = lowerBound(wanted - TIME_TOLERANCE_MICROS); i < order.length; i++) {
      long off = Math.abs(sortedMicros[i] - wanted);
      if (sortedMicros[i] > wanted + TIME_TOLERANCE_MICROS) {
        break;
      }
      if (off < bestOff && near(order[i], latitude, longitude)) {
        best = order[i];
        bestOff = off;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  private boolean near(int row, double latitude, double longitude) {
    double east = Math.abs(Math.IEEEremainder(longitudeDeg[row] - longitude, 360));
    return Math.abs(latitudeDeg[row] - latitude) <= PLACE_TOLERANCE_DEG
        && east <= PLACE_TOLERANCE_DEG;
  }

  private int lowerBound(long micros) {
    int lo = 0;
    int hi = sortedMicros.length;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (sortedMicros[mid] < micros) {
        lo = mid + 1;
      } else {
        hi = mid;
      }
    }
    return lo;
  }
}
