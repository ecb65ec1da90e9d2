package org.kokyu.flux.tower.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.flux.tower.TowerRecord;
import org.kokyu.flux.tower.TowerVariable;

/**
 * Reads a tower's half-hourly or hourly record into a {@link TowerRecord}.
 *
 * <p>Needed: time, light (shortwave or PAR), air temperature, vapour pressure deficit or relative
 * humidity, and net exchange or production. Values outside the range of a variable are taken out
 * and counted; above a fifth of them the unit counts as wrong. Small negative light is set to zero.
 * Flags: 0 is measured; a flag with fractions is the share of good data, 0.5 and more counts.
 */
public final class TowerReader {
  private static final double WRONG_UNIT_SHARE = 0.2;
  private static final double GOOD_SHARE = 0.5;

  /** Flag up to which a product of good quality is used. */
  private static final double GOOD_PRODUCT = 1;

  private final DelimitedText text;
  private final TimeGrid grid;
  private final RecordClock clock;
  private final Map<TowerVariable, String> chosen;
  private final Map<TowerVariable, double[]> values = new EnumMap<>(TowerVariable.class);
  private final Map<TowerVariable, Integer> places = new EnumMap<>(TowerVariable.class);
  private final List<String> notes = new ArrayList<>();

  private TowerReader(DelimitedText text, RecordClock clock, Map<TowerVariable, String> chosen) {
    this.text = text;
    this.clock = clock;
    this.chosen = chosen;
    this.grid = TimeGrid.of(text, clock);
    notes.addAll(grid.notes());
  }

  /**
   * Reads a file.
   *
   * @param columns column to take for a variable, by the variable's or a network's name
   */
  public static TowerRecord read(Path file, TowerFormat format, Map<String, String> columns) {
    DelimitedText text = DelimitedText.read(file);
    Map<TowerVariable, String> chosen = chosen(text, columns);
    RecordClock clock =
        RecordClock.find(text.header())
            .orElseThrow(
                () ->
                    new MalformedInputException(
                        InputFault.WRONG_FORMAT,
                        "%s line 1: time columns expected (TIMESTAMP_START, DateTime, Year DoY Hour, or Year Month Day Hour Minute), found %s"
                            .formatted(file, String.join(" ", text.header()))));
    boolean wrong =
        format == TowerFormat.FLUXNET && !clock.ofFluxnet()
            || format == TowerFormat.REDDYPROC && !clock.ofReddyProc();
    if (wrong) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: %s expected for --format %s, found time columns %s"
              .formatted(
                  file,
                  format == TowerFormat.FLUXNET ? "TIMESTAMP_START" : "Year DoY Hour",
                  format.name().toLowerCase(Locale.ROOT),
                  String.join(", ", clock.columns().stream().map(text.header()::get).toList())));
    }
    return new TowerReader(text, clock, chosen).record();
  }

  private static Map<TowerVariable, String> chosen(
      DelimitedText text, Map<String, String> columns) {
    Map<TowerVariable, String> chosen = new EnumMap<>(TowerVariable.class);
    columns.forEach(
        (name, column) -> {
          TowerVariable variable =
              ColumnNames.variable(name)
                  .orElseThrow(
                      () ->
                          new ConfigurationException(
                              "--columns: one of %s expected, found '%s'"
                                  .formatted(Arrays.toString(TowerVariable.values()), name)));
          if (!text.header().contains(column)) {
            throw new ConfigurationException(
                "--columns %s=%s: a column of %s expected, it has %s"
                    .formatted(name, column, text.file(), String.join(" ", text.header())));
          }
          chosen.put(variable, column);
        });
    return chosen;
  }

  private TowerRecord record() {
    for (TowerVariable v : TowerVariable.values()) {
      if (v != TowerVariable.NEE_QC && v != TowerVariable.GPP_QC) {
        column(v);
      }
    }
    requireInputs();
    convert();
    if (!values.containsKey(TowerVariable.VPD)) {
      deficitFromHumidity();
    }
    values.keySet().forEach(this::screen);
    Map<TowerVariable, String> names = new EnumMap<>(TowerVariable.class);
    places.forEach((v, c) -> names.put(v, text.header().get(c)));
    boolean[] measured = usable(TowerVariable.NEE, TowerVariable.NEE_QC, 0);
    boolean[] usable = usable(TowerVariable.GPP, TowerVariable.GPP_QC, GOOD_PRODUCT);
    tellSources();
    return new TowerRecord(
        text.file().getFileName().toString(),
        grid.start(),
        grid.stepMinutes(),
        clock.columns().stream().map(text.header()::get).toList(),
        timestamps(),
        values,
        names,
        measured,
        usable,
        notes);
  }

  private void column(TowerVariable v) {
    Optional<Integer> place =
        chosen.containsKey(v)
            ? Optional.of(text.header().indexOf(chosen.get(v)))
            : ColumnNames.find(v, text.header());
    if (place.isEmpty()) {
      return;
    }
    double[] x = onGrid(place.get());
    if (Arrays.stream(x).allMatch(Double::isNaN)) {
      notes.add("column %s has no value, left out".formatted(text.header().get(place.get())));
      return;
    }
    values.put(v, x);
    places.put(v, place.get());
  }

  private double[] onGrid(int column) {
    double[] x = new double[grid.rowOf().length];
    for (int i = 0; i < x.length; i++) {
      x[i] = grid.rowOf()[i] < 0 ? Double.NaN : text.number(grid.rowOf()[i], column);
    }
    return x;
  }

  private void requireInputs() {
    require("light (SW_IN, Rg, PPFD_IN)", TowerVariable.SHORTWAVE, TowerVariable.PAR);
    require("air temperature (TA, Tair)", TowerVariable.AIR_TEMPERATURE);
    require("VPD or relative humidity", TowerVariable.VPD, TowerVariable.RELATIVE_HUMIDITY);
    require("net exchange (NEE) or production (GPP)", TowerVariable.NEE, TowerVariable.GPP);
  }

  private void require(String what, TowerVariable... any) {
    if (Arrays.stream(any).noneMatch(values::containsKey)) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: a column with values for %s expected, found %s; --columns NAME=COL names one"
              .formatted(text.file(), what, String.join(" ", text.header())));
    }
  }

  private Optional<String> declared(TowerVariable v) {
    return text.units().map(u -> u.get(places.get(v)));
  }

  private String where(TowerVariable v) {
    return text.file() + " column " + text.header().get(places.get(v));
  }

  private void convert() {
    values.forEach((v, x) -> UnitRule.convert(v, x, declared(v), where(v)).ifPresent(notes::add));
    double[] vpd = values.get(TowerVariable.VPD);
    if (vpd != null) {
      notes.add(
          UnitRule.deficit(
              vpd,
              values.get(TowerVariable.AIR_TEMPERATURE),
              declared(TowerVariable.VPD),
              where(TowerVariable.VPD)));
    }
  }

  private void deficitFromHumidity() {
    double[] humidity = values.get(TowerVariable.RELATIVE_HUMIDITY);
    double[] airK = values.get(TowerVariable.AIR_TEMPERATURE);
    if (UnitRule.quantile(humidity, 0.95) <= 1.1) {
      for (int i = 0; i < humidity.length; i++) {
        humidity[i] *= 100;
      }
      notes.add("relative humidity from a fraction");
    }
    double[] vpd = new double[humidity.length];
    for (int i = 0; i < vpd.length; i++) {
      double share = Math.min(1, Math.max(0, humidity[i] / 100));
      vpd[i] = UnitRule.saturationPa(airK[i]) * (1 - share);
    }
    values.put(TowerVariable.VPD, vpd);
    notes.add("vapour pressure deficit from relative humidity and air temperature");
  }

  private void screen(TowerVariable v) {
    double[] x = values.get(v);
    int outside = 0;
    int known = 0;
    int negative = 0;
    boolean light = v == TowerVariable.SHORTWAVE || v == TowerVariable.PAR;
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i])) {
        continue;
      }
      known++;
      if (!(x[i] >= v.lowest() && x[i] <= v.highest())) {
        outside++;
        x[i] = Double.NaN;
      } else if (x[i] < 0 && (light || v == TowerVariable.VPD)) {
        negative++;
        x[i] = 0;
      }
    }
    if (outside > WRONG_UNIT_SHARE * known) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: %s between %s and %s expected, found %d of %d values outside; is the unit right?"
              .formatted(
                  places.containsKey(v) ? where(v) : text.file() + " " + v,
                  v.unit(),
                  v.lowest(),
                  v.highest(),
                  outside,
                  known));
    }
    if (outside > 0) {
      notes.add(
          "%s: %d values outside %s … %s %s, taken out"
              .formatted(v, outside, v.lowest(), v.highest(), v.unit()));
    }
    if (negative > 0) {
      notes.add("%s: %d values below zero, set to zero".formatted(v, negative));
    }
  }

  /** Which values of a flux are good by its flag; all that are numbers where there is no flag. */
  private boolean[] usable(TowerVariable flux, TowerVariable flag, double highest) {
    boolean[] usable = new boolean[grid.rowOf().length];
    double[] x = values.get(flux);
    if (x == null) {
      return usable;
    }
    Optional<Integer> place = flagPlace(flux, flag);
    double[] qc = place.map(this::onGrid).orElse(null);
    boolean shares =
        qc != null
            && (text.header().get(place.get()).toUpperCase(Locale.ROOT).endsWith("_MEAN_QC")
                || Arrays.stream(qc).anyMatch(q -> q != Math.rint(q) && !Double.isNaN(q)));
    for (int i = 0; i < x.length; i++) {
      usable[i] =
          !Double.isNaN(x[i])
              && (qc == null || (shares ? qc[i] >= GOOD_SHARE : qc[i] >= 0 && qc[i] <= highest));
    }
    if (qc != null) {
      values.put(flag, qc);
      places.put(flag, place.get());
      notes.add(
          "%s: flag %s, %s"
              .formatted(
                  flux,
                  text.header().get(place.get()),
                  shares
                      ? "read as share of good data, at least 0.5 used"
                      : "up to %.0f used".formatted(highest)));
    } else {
      notes.add("%s: no quality flag in the file, every value counts".formatted(flux));
    }
    return usable;
  }

  private Optional<Integer> flagPlace(TowerVariable flux, TowerVariable flag) {
    if (chosen.containsKey(flag)) {
      return Optional.of(text.header().indexOf(chosen.get(flag)));
    }
    String column = text.header().get(places.get(flux));
    Optional<Integer> own = ColumnNames.flag(column, text.header());
    if (own.isPresent() || flux == TowerVariable.NEE) {
      return own;
    }
    String net = column.toUpperCase(Locale.ROOT).replaceFirst("^GPP_[ND]T_", "NEE_");
    return ColumnNames.flag(net, text.header());
  }

  private void tellSources() {
    if (places.containsKey(TowerVariable.GPP)) {
      String column = text.header().get(places.get(TowerVariable.GPP));
      notes.add(
          column.equalsIgnoreCase("GPP_JAMES")
              ? "GPP: column GPP_JAMES is the output of a model, not of a tower"
              : "GPP: column %s is a product modelled from net exchange".formatted(column));
    }
    if (places.containsKey(TowerVariable.RECO)) {
      notes.add(
          "RECO: column %s is a product modelled from net exchange"
              .formatted(text.header().get(places.get(TowerVariable.RECO))));
    }
  }

  private String[] timestamps() {
    String[] stamps = new String[grid.rowOf().length];
    for (int i = 0; i < stamps.length; i++) {
      int row = grid.rowOf()[i];
      if (row >= 0) {
        String[] fields = text.rows().get(row);
        stamps[i] = String.join(",", clock.columns().stream().map(c -> fields[c]).toList());
      }
    }
    return stamps;
  }

  /** Pairs {@code NAME=COL} between commas. */
  public static Map<String, String> parseColumns(String option) {
    Map<String, String> columns = new HashMap<>();
    for (String pair : option.split(",")) {
      int equals = pair.indexOf('=');
      if (equals <= 0 || equals == pair.length() - 1) {
        throw new ConfigurationException(
            "--columns: NAME=COL between commas expected, found '%s'".formatted(pair));
      }
      columns.put(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
    }
    return columns;
  }
}
