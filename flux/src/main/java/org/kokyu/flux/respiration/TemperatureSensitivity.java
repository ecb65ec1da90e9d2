package org.kokyu.flux.respiration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * E_0 of {@link LloydTaylor} from short windows, so that the season does not pass for temperature.
 *
 * <p>Windows of 15 days every 5 days with at least 6 values that span 5 K; in each the E_0 of least
 * squares with its standard error from the curvature of the profile. Kept are 30 … 450 K with an
 * error below one half; the three with the least error are averaged. Without any, E_0 comes from
 * all nights at once, and the result says so. Source: Reichstein et al. 2005, Glob. Change Biol.
 * 11, 1424.
 *
 * @param kelvin E_0
 * @param standardErrorK of E_0
 * @param windows that were kept
 * @param origin {@code windows}, {@code all nights} or {@code published}
 */
public record TemperatureSensitivity(
    double kelvin, double standardErrorK, int windows, String origin) {
  private static final double WINDOW_DAYS = 15;
  private static final double SHIFT_DAYS = 5;
  private static final int LEAST_VALUES = 6;
  private static final double LEAST_SPAN_K = 5;
  private static final double LOWEST_K = 30;
  private static final double HIGHEST_K = 450;
  private static final int AVERAGED = 3;
  private static final double GRID_K = 2;

  private record Window(double kelvin, double error) {}

  public static TemperatureSensitivity of(NightSeries night) {
    List<Window> kept = new ArrayList<>();
    int n = night.day().length;
    double end = n == 0 ? 0 : night.day()[n - 1];
    for (double from = n == 0 ? 0 : night.day()[0]; from < end; from += SHIFT_DAYS) {
      Window w = fit(night, from, from + WINDOW_DAYS);
      if (w != null && acceptable(w)) {
        kept.add(w);
      }
    }
    if (!kept.isEmpty()) {
      kept.sort(Comparator.comparingDouble(Window::error));
      List<Window> best = kept.subList(0, Math.min(AVERAGED, kept.size()));
      return new TemperatureSensitivity(
          best.stream().mapToDouble(Window::kelvin).average().orElseThrow(),
          best.stream().mapToDouble(Window::error).average().orElseThrow(),
          kept.size(),
          "windows");
    }
    Window whole = fit(night, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    if (whole != null && acceptable(whole)) {
      return new TemperatureSensitivity(whole.kelvin, whole.error, 0, "all nights");
    }
    return new TemperatureSensitivity(
        LloydTaylor.PUBLISHED_SENSITIVITY_K,
        LloydTaylor.PUBLISHED_SENSITIVITY_K / 2,
        0,
        "published");
  }

  private static boolean acceptable(Window w) {
    return w.kelvin > LOWEST_K && w.kelvin < HIGHEST_K && w.error < 0.5 * w.kelvin;
  }

  /** E_0 of a window, null without enough values. */
  private static Window fit(NightSeries night, double from, double to) {
    int n = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int first = lowerBound(night.day(), from);
    int last = lowerBound(night.day(), to);
    for (int i = first; i < last; i++) {
      if (night.usable(i)) {
        n++;
        low = Math.min(low, night.temperatureK()[i]);
        high = Math.max(high, night.temperatureK()[i]);
      }
    }
    if (n < LEAST_VALUES || high - low < LEAST_SPAN_K) {
      return null;
    }
    int steps = (int) (HIGHEST_K / GRID_K) + 2;
    double[] squares = new double[steps];
    int best = 1;
    for (int s = 0; s < steps; s++) {
      squares[s] = squares(night, first, last, s * GRID_K);
      best = squares[s] < squares[best] ? s : best;
    }
    best = Math.min(steps - 2, Math.max(1, best));
    double curvature =
        (squares[best + 1] - 2 * squares[best] + squares[best - 1]) / (GRID_K * GRID_K);
    if (!(curvature > 0)) {
      return null;
    }
    double shift = (squares[best - 1] - squares[best + 1]) / (2 * GRID_K * curvature);
    double variance = squares[best] / Math.max(1, n - 2);
    return new Window(best * GRID_K + shift, Math.sqrt(2 * variance / curvature));
  }

  private static int lowerBound(double[] day, double value) {
    int lo = 0;
    int hi = day.length;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (day[mid] < value) {
        lo = mid + 1;
      } else {
        hi = mid;
      }
    }
    return lo;
  }

  /** Residual squares for an E_0 with the best reference rate. */
  private static double squares(NightSeries night, int first, int last, double kelvin) {
    double ff = 0;
    double fy = 0;
    double yy = 0;
    for (int i = first; i < last; i++) {
      if (night.usable(i)) {
        double f = LloydTaylor.factor(night.temperatureK()[i], kelvin);
        double y = night.flux()[i];
        ff += f * f;
        fy += f * y;
        yy += y * y;
      }
    }
    return yy - fy * fy / ff;
  }
}
