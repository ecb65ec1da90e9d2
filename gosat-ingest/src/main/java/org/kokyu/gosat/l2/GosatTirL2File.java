package org.kokyu.gosat.l2;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.profile.QualityReason;
import org.kokyu.gosat.l1b.Hdf5Writer;

/**
 * One day of profiles of one gas in the layout of the GOSAT TIR L2 products.
 *
 * <p>Names, shapes, units and fill values (−1e30; −9999 for places) are those of that layout as
 * public readers use it; layers are ours, 28 instead of CH4's 22, with their pressure per sounding.
 * The averaging kernel is that of the mole fraction: diag(x) A diag(1/x) of the kernel A of its
 * logarithm at the retrieved x. What a sounding does not know (height of the footprint, direction
 * and duration of the scan) is fill. The group {@code kokyu} holds what the layout has no place
 * for. Immutable.
 */
public final class GosatTirL2File {
  private static final float PLACE_FILL = -9999.0f;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final String name;
  private final Gas gas;
  private final String productCode;
  private final String version;
  private final List<ProfileRow> rows;
  private final List<String> inputs;

  GosatTirL2File(
      String name,
      Gas gas,
      String productCode,
      String version,
      List<ProfileRow> rows,
      List<String> inputs) {
    this.name = name;
    this.gas = gas;
    this.productCode = productCode;
    this.version = version;
    this.rows = List.copyOf(rows);
    this.inputs = inputs;
  }

  /** {@code GOSATTFTS<yyyyMMdd>_02<P01T|P02T>V0001R<yyMMdd><5 hex>.h5}. */
  public String name() {
    return name;
  }

  /** Number of soundings. */
  public int size() {
    return rows.size();
  }

  /** Writes the file. */
  public void write(Path file) {
    try (Hdf5Writer hdf = new Hdf5Writer(file)) {
      metadata(hdf);
      scans(hdf);
      geolocation(hdf);
      profiles(hdf);
      ours(hdf);
    }
  }

  private void metadata(Hdf5Writer hdf) {
    String group = "/Global/metadata/";
    hdf.put(group + "satelliteName", new String[] {"GOSAT"});
    hdf.put(group + "sensorName", new String[] {"TANSO-FTS"});
    hdf.put(group + "operationLevel", new String[] {"L2"});
    hdf.put(group + "productCode", new String[] {productCode});
    hdf.put(group + "algorithmName", new String[] {"Kokyu"});
    hdf.put(group + "algorithmVersion", new String[] {version});
  }

  private void scans(Hdf5Writer hdf) {
    String group = "/scanAttribute/";
    hdf.put(group + "time", texts(r -> TIME.format(r.time())));
    hdf.put(group + "scanID", texts(ProfileRow::id));
    hdf.put(group + "numScan", new int[] {rows.size()});
    int[] unknown = new int[rows.size()];
    Arrays.fill(unknown, (int) PLACE_FILL);
    for (String unknownOfAScan :
        List.of("scanDirection", "scanDuration", "crossTrackObservationPoint")) {
      hdf.put(
          group + unknownOfAScan,
          unknown,
          Map.of("invalidValue", (int) PLACE_FILL, "longName", "not known, fill", "unit", "-"));
    }
    String reference = group + "referenceData/";
    put(
        hdf,
        reference + "temperatureProfile",
        rows(ProfileRow::referenceTemperatureK),
        "K",
        "a priori temperature at 21 pressure levels");
    put(
        hdf,
        reference + "waterVaporProfile",
        rows(ProfileRow::referenceWaterPpm),
        "ppm",
        "a priori mole fraction of water vapour in moist air at 21 pressure levels");
    put(
        hdf,
        reference + "surfacePressure",
        column(ProfileRow::surfacePressureHpa, ProfileRow.FILL),
        "hPa",
        "surface pressure");
  }

  private void geolocation(Hdf5Writer hdf) {
    place(hdf, "latitude", r -> r.geometry().latitudeDeg(), "deg", "latitude of the footprint");
    place(hdf, "longitude", r -> r.geometry().longitudeDeg(), "deg", "longitude of the footprint");
    place(hdf, "height", r -> Double.NaN, "m", "height of the footprint, not known, fill");
    place(hdf, "solarZenith", r -> r.geometry().solarZenithDeg(), "deg", "solar zenith angle");
    place(hdf, "solarAzimuth", r -> r.geometry().solarAzimuthDeg(), "deg", "solar azimuth angle");
    place(
        hdf,
        "satelliteZenith",
        r -> r.geometry().sensorZenithDeg(),
        "deg",
        "satellite zenith angle");
    place(
        hdf,
        "satelliteAzimuth",
        r -> r.geometry().sensorAzimuthDeg(),
        "deg",
        "satellite azimuth angle");
  }

  private void place(
      Hdf5Writer hdf,
      String variable,
      ToDoubleFunction<ProfileRow> value,
      String unit,
      String longName) {
    hdf.put(
        "/Data/geolocation/" + variable,
        column(value, PLACE_FILL),
        Map.of("unit", unit, "longName", longName, "invalidValue", PLACE_FILL));
  }

  private void profiles(Hdf5Writer hdf) {
    String group = "/Data/originalProfile/";
    put(
        hdf,
        group + gas + "Profile",
        rows(ProfileRow::profilePpm),
        "ppm",
        gas + " mole fraction of dry air, layer means");
    put(
        hdf,
        group + gas + "ProfileError",
        rows(ProfileRow::errorPpm),
        "ppm",
        "standard deviation, noise and smoothing");
    put(
        hdf,
        group + gas + "AveragingKernelMatrix",
        squares(ProfileRow::kernel),
        "-",
        "averaging kernel of the mole fraction, rows are retrieved layers");
    put(
        hdf,
        group + "pressure",
        rows(ProfileRow::pressureHpa),
        "hPa",
        "mean pressure of the layers");
  }

  private void ours(Hdf5Writer hdf) {
    String group = "/kokyu/";
    hdf.put(group + "inputs", inputs.toArray(String[]::new));
    hdf.put(group + "l1bVersion", texts(ProfileRow::l1bVersion));
    hdf.put(group + "granule", texts(ProfileRow::granule));
    hdf.put(
        group + "qualityReasonNames",
        Arrays.stream(QualityReason.values()).map(QualityReason::name).toArray(String[]::new));
    hdf.put(
        group + "qualityFlag",
        rows.stream().mapToInt(ProfileRow::qualityFlag).toArray(),
        Map.of("longName", "0 good, 1 use with care"));
    hdf.put(
        group + "qualityReasons",
        rows.stream().mapToInt(ProfileRow::qualityReasons).toArray(),
        Map.of("longName", "bits, the first is that of the first of qualityReasonNames"));
    put(
        hdf,
        group + "pressureBounds",
        rows(ProfileRow::boundsHpa),
        "hPa",
        "pressures of the layer boundaries, surface first");
    put(hdf, group + "apriori", rows(ProfileRow::priorPpm), "ppm", "prior mole fraction");
    put(
        hdf,
        group + "covariance",
        squares(ProfileRow::covariance),
        "-",
        "posterior covariance of ln(mole fraction)");
    put(
        hdf,
        group + "covarianceNoise",
        squares(ProfileRow::covarianceNoise),
        "-",
        "part of the covariance from measurement noise");
    put(
        hdf,
        group + "degreesOfFreedom",
        column(ProfileRow::dofs, ProfileRow.FILL),
        "-",
        "trace of the averaging kernel");
  }

  private static void put(Hdf5Writer hdf, String path, Object data, String unit, String longName) {
    hdf.put(
        path, data, Map.of("unit", unit, "longName", longName, "invalidValue", ProfileRow.FILL));
  }

  private String[] texts(Function<ProfileRow, String> text) {
    return rows.stream().map(text).toArray(String[]::new);
  }

  private float[] column(ToDoubleFunction<ProfileRow> value, float fill) {
    float[] column = new float[rows.size()];
    for (int i = 0; i < column.length; i++) {
      double v = value.applyAsDouble(rows.get(i));
      column[i] = Double.isFinite(v) ? (float) v : fill;
    }
    return column;
  }

  private float[][] rows(Function<ProfileRow, float[]> value) {
    return rows.stream().map(value).toArray(float[][]::new);
  }

  private float[][][] squares(Function<ProfileRow, float[][]> value) {
    return rows.stream().map(value).toArray(float[][][]::new);
  }
}
