package org.kokyu.land.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.BandResponse;
import org.kokyu.land.SurfaceMaps;
import ucar.nc2.NetcdfFile;

/**
 * Emissivity of bands 7, 11, 13 … 16 from a file of narrow-band emissivities on a regular
 * latitude-longitude grid: CAMEL monthly ({@link EmissivityLayout}) or ASTER GED. The spectrum is
 * straight lines between the file's wavelengths, averaged over each boxcar band; beyond the file's
 * last wavelength it is constant, with an addition to the standard deviation. Nearest cell. The
 * file is opened again for each grid and only the cells that are needed are read. Immutable.
 */
public final class EmissivityFile {
  private static final double LEAST = 0.4;

  /** Retrievals of the files may exceed 1 a little; those count as 1. */
  private static final double MOST = 1.1;

  private static final int ROWS_AT_A_TIME = 64;
  private static final int BOXCAR_POINTS = 64;

  private final Path file;
  private final InputRef ref;
  private final EmissivityLayout layout;
  private final Map<Integer, double[]> weights = new LinkedHashMap<>();
  private final Map<Integer, Double> beyondSigma = new LinkedHashMap<>();

  private EmissivityFile(Path file, InputRef ref, EmissivityLayout layout) {
    this.file = file;
    this.ref = ref;
    this.layout = layout;
    double first = layout.wavelengthMicrometre()[0];
    for (BandResponse band : BandResponseReader.emissivityBands()) {
      if (band.beginMicrometre() >= first - 0.05) {
        weights.put(band.band(), weights(band));
        beyondSigma.put(band.band(), layout.sigmaBeyond(band));
      }
    }
  }

  /**
   * Reads the header.
   *
   * @param sha256 of the file, for provenance
   */
  public static EmissivityFile open(Path file, String sha256) {
    if (!Files.isReadable(file)) {
      throw new UnavailableInputException(file + ": no such readable file");
    }
    try (NetcdfFile nc = NetcdfFile.open(file.toString())) {
      InputRef ref = new InputRef(file.getFileName().toString(), sha256);
      return new EmissivityFile(file, ref, EmissivityLayout.of(nc, file.toString()));
    } catch (IOException e) {
      throw notReadable(file, e);
    }
  }

  private static MalformedInputException notReadable(Path file, IOException e) {
    return new MalformedInputException(
        InputFault.WRONG_FORMAT,
        "%s: NetCDF or HDF5 expected: %s".formatted(file, e.getMessage()),
        e);
  }

  /** Share of each of the file's wavelengths in the mean over a band. */
  private double[] weights(BandResponse band) {
    double[] at = layout.wavelengthMicrometre();
    double[] w = new double[at.length];
    double width = band.endMicrometre() - band.beginMicrometre();
    for (int i = 0; i < BOXCAR_POINTS; i++) {
      double x = band.beginMicrometre() + (i + 0.5) / BOXCAR_POINTS * width;
      int hi = 1;
      while (hi < at.length - 1 && at[hi] < x) {
        hi++;
      }
      double f = Math.min(1, Math.max(0, (x - at[hi - 1]) / (at[hi] - at[hi - 1])));
      w[hi - 1] += (1 - f) / BOXCAR_POINTS;
      w[hi] += f / BOXCAR_POINTS;
    }
    return w;
  }

  public InputRef ref() {
    return ref;
  }

  /** For the product's metadata. */
  public String description() {
    return "emissivity %s (%s)".formatted(ref.name(), layout.name());
  }

  /** Adds emissivity and standard deviation of each band; not a number outside the file. */
  public SurfaceMaps addTo(SurfaceMaps maps, float[] latitudeDeg, float[] longitudeDeg) {
    int n = latitudeDeg.length;
    Map<Integer, float[]> value = new LinkedHashMap<>();
    Map<Integer, float[]> sigma = new LinkedHashMap<>();
    for (int band : weights.keySet()) {
      value.put(band, filled(n));
      sigma.put(band, filled(n));
    }
    int[] rows = new int[n];
    int[] columns = new int[n];
    for (int i = 0; i < n; i++) {
      boolean earth = !Float.isNaN(latitudeDeg[i]);
      rows[i] = earth ? layout.latitude().cell(latitudeDeg[i]) : -1;
      columns[i] = earth ? layout.longitude().cellAround(longitudeDeg[i]) : -1;
    }
    try (NetcdfFile nc = NetcdfFile.open(file.toString())) {
      fill(nc, rows, columns, value, sigma);
    } catch (IOException e) {
      throw notReadable(file, e);
    }
    return maps.withEmissivity(value, sigma);
  }

  private static float[] filled(int n) {
    float[] a = new float[n];
    Arrays.fill(a, Float.NaN);
    return a;
  }

  /** In strips of rows, because a global file has hundreds of millions of values. */
  private void fill(
      NetcdfFile nc,
      int[] rows,
      int[] columns,
      Map<Integer, float[]> value,
      Map<Integer, float[]> sigma)
      throws IOException {
    int strips = (layout.latitude().size() + ROWS_AT_A_TIME - 1) / ROWS_AT_A_TIME;
    int[] most = new int[strips];
    int[] least = new int[strips];
    int[] count = new int[strips + 1];
    Arrays.fill(least, Integer.MAX_VALUE);
    Arrays.fill(most, -1);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] >= 0 && columns[i] >= 0) {
        int s = rows[i] / ROWS_AT_A_TIME;
        least[s] = Math.min(least[s], columns[i]);
        most[s] = Math.max(most[s], columns[i]);
        count[s + 1]++;
      }
    }
    for (int s = 0; s < strips; s++) {
      count[s + 1] += count[s];
    }
    int[] next = count.clone();
    int[] pixel = new int[count[strips]];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] >= 0 && columns[i] >= 0) {
        pixel[next[rows[i] / ROWS_AT_A_TIME]++] = i;
      }
    }
    for (int s = 0; s < strips; s++) {
      if (most[s] < 0) {
        continue;
      }
      int first = s * ROWS_AT_A_TIME;
      int height = Math.min(ROWS_AT_A_TIME, layout.latitude().size() - first);
      EmissivityLayout.Window w =
          new EmissivityLayout.Window(first, height, least[s], most[s] - least[s] + 1);
      float[][] mean = layout.read(nc, w, false);
      float[][] spread = layout.read(nc, w, true);
      for (int k = count[s]; k < count[s + 1]; k++) {
        int i = pixel[k];
        int cell = (rows[i] - first) * w.columns() + columns[i] - w.firstColumn();
        pixel(i, cell, mean, spread, value, sigma);
      }
    }
  }

  private void pixel(
      int i,
      int cell,
      float[][] mean,
      float[][] spread,
      Map<Integer, float[]> value,
      Map<Integer, float[]> sigma) {
    for (Map.Entry<Integer, double[]> e : weights.entrySet()) {
      double[] w = e.getValue();
      double sum = 0;
      double deviation = 0;
      for (int k = 0; k < w.length; k++) {
        if (w[k] > 0) {
          sum += w[k] * checked(mean[k][cell], k);
          float own = spread.length == 0 ? Float.NaN : spread[k][cell];
          deviation += w[k] * (own >= 0 ? own : EmissivityLayout.UNSTATED_SIGMA);
        }
      }
      double beyond = beyondSigma.get(e.getKey());
      value.get(e.getKey())[i] = (float) Math.min(1, sum);
      sigma.get(e.getKey())[i] =
          Double.isNaN(sum)
              ? Float.NaN
              : (float) Math.sqrt(deviation * deviation + beyond * beyond);
    }
  }

  private float checked(float e, int k) {
    if (e < LEAST || e > MOST) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          String.format(
              Locale.ROOT,
              "%s: %s at %.2f um: emissivity %.1f to %.1f expected, found %s",
              file,
              layout.name(),
              layout.wavelengthMicrometre()[k],
              LEAST,
              MOST,
              e));
    }
    return e;
  }
}
