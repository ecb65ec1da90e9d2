package org.kokyu.scheduler.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Results of a benchmark, printed as they come and written as CSV. Not thread-safe. */
public final class BenchTable {
  private static final String HEAD = "case,program,quantity,value,unit,n";

  private final PrintWriter print;
  private final List<String> lines = new ArrayList<>();

  public BenchTable(PrintWriter print) {
    this.print = print;
  }

  /**
   * Adds a result.
   *
   * @param n runs behind the value
   */
  public void add(String name, String program, String quantity, double value, String unit, int n) {
    lines.add(
        String.format(Locale.ROOT, "%s,%s,%s,%.6g,%s,%d", name, program, quantity, value, unit, n));
    print.printf(
        Locale.ROOT,
        "%-34s %-22s %-26s %10.4g %-5s n=%d%n",
        name,
        program,
        quantity,
        value,
        unit,
        n);
    print.flush();
  }

  /** A remark that belongs to the figures. */
  public void note(String text) {
    print.println(text);
    print.flush();
  }

  /** Writes all results. */
  public void write(Path file) throws IOException {
    List<String> all = new ArrayList<>(lines);
    all.add(0, HEAD);
    Files.write(file, all);
  }

  /** The middle value, the mean of the two middle ones of an even number. */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }

  /** The smallest value that at least this share of the values does not exceed. */
  public static double quantile(double share, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
