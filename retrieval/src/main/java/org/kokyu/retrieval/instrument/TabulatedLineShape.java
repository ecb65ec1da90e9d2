package org.kokyu.retrieval.instrument;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A measured line shape: responses over the distance from the channel, at one or several
 * wavenumbers.
 *
 * <p>Each table is brought to unit area; between its points the response is a cubic with the slopes
 * of the neighbouring points (Catmull–Rom), beyond them zero. A channel between two tabulated
 * wavenumbers takes both in proportion, one beyond the last takes that. Immutable.
 */
public final class TabulatedLineShape implements LineShape {

  /**
   * The response at one wavenumber.
   *
   * @param wavenumberPerCm of the channel
   * @param beginPerCm distance of the first point, negative
   * @param stepPerCm spacing
   * @param response values, of any scale
   */
  public record Table(
      double wavenumberPerCm, double beginPerCm, double stepPerCm, double[] response) {
    double endPerCm() {
      return beginPerCm + stepPerCm * (response.length - 1);
    }
  }

  private final String name;
  private final List<Table> tables;
  private final double reach;

  /**
   * @param name with what tells this table from others (file, hash)
   * @param tables ascending in wavenumber, at least one
   */
  public TabulatedLineShape(String name, List<Table> tables) {
    this.name = Objects.requireNonNull(name, "name");
    this.tables = tables.stream().map(TabulatedLineShape::normalised).toList();
    reach =
        tables.stream()
            .mapToDouble(t -> Math.max(-t.beginPerCm(), t.endPerCm()))
            .max()
            .orElseThrow(() -> new IllegalArgumentException("a table of the line shape expected"));
  }

  private static Table normalised(Table t) {
    double area = Arrays.stream(t.response()).sum() * t.stepPerCm();
    if (!(area > 0)) {
      throw new IllegalArgumentException("a line shape of positive area expected, found " + area);
    }
    return new Table(
        t.wavenumberPerCm(),
        t.beginPerCm(),
        t.stepPerCm(),
        Arrays.stream(t.response()).map(v -> v / area).toArray());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double reachPerCm() {
    return reach;
  }

  @Override
  public double value(double x) {
    return at(tables.get(0), x, false);
  }

  @Override
  public double derivative(double x) {
    return at(tables.get(0), x, true);
  }

  private static double at(Table t, double x, boolean slope) {
    double s = (x - t.beginPerCm()) / t.stepPerCm();
    double[] r = t.response();
    if (!(s >= 0 && s <= r.length - 1)) {
      return 0;
    }
    int i = Math.min((int) s, r.length - 2);
    double u = s - i;
    double p0 = i > 0 ? r[i - 1] : 0;
    double p1 = r[i];
    double p2 = r[i + 1];
    double p3 = i + 2 < r.length ? r[i + 2] : 0;
    double a = 0.5 * (p2 - p0);
    double b = p0 - 2.5 * p1 + 2 * p2 - 0.5 * p3;
    double c = 0.5 * (p3 - p0) + 1.5 * (p1 - p2);
    return slope ? (a + u * (2 * b + 3 * u * c)) / t.stepPerCm() : p1 + u * (a + u * (b + u * c));
  }

  @Override
  public LineShape forChannel(double wavenumberPerCm) {
    int hi = 0;
    while (hi < tables.size() && tables.get(hi).wavenumberPerCm() < wavenumberPerCm) {
      hi++;
    }
    Table first = tables.get(Math.max(0, hi - 1));
    Table second = tables.get(Math.min(hi, tables.size() - 1));
    double distance = second.wavenumberPerCm() - first.wavenumberPerCm();
    double share = distance > 0 ? (wavenumberPerCm - first.wavenumberPerCm()) / distance : 0;
    return new Blend(name, reach, first, second, share);
  }

  @Override
  public String toString() {
    return name;
  }

  private record Blend(String name, double reachPerCm, Table first, Table second, double share)
      implements LineShape {
    @Override
    public double value(double x) {
      return (1 - share) * at(first, x, false) + share * at(second, x, false);
    }

    @Override
    public double derivative(double x) {
      return (1 - share) * at(first, x, true) + share * at(second, x, true);
    }
  }
}
