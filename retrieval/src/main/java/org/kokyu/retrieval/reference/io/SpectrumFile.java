package org.kokyu.retrieval.reference.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.kokyu.core.physics.Planck;

/**
 * Writes spectra as CSV: {@code wavenumber_per_cm}, {@code radiance_w_m2_sr_per_cm} [W m-2 sr-1
 * (cm-1)-1], {@code brightness_temperature_k} (empty where the radiance is not positive).
 */
public final class SpectrumFile {
  private static final String HEADER =
      "wavenumber_per_cm,radiance_w_m2_sr_per_cm,brightness_temperature_k";

  private SpectrumFile() {}

  public static void write(Path file, double[] wavenumberPerCm, double[] radiance)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      out.write(HEADER);
      out.write('\n');
      for (int i = 0; i < radiance.length; i++) {
        double nu = wavenumberPerCm[i];
        double t = Planck.brightnessTemperature(nu, radiance[i]);
        out.write(String.format(Locale.ROOT, "%.7f,%.9e,", nu, radiance[i]));
        out.write(Double.isNaN(t) ? "" : String.format(Locale.ROOT, "%.5f", t));
        out.write('\n');
      }
    }
  }
}
