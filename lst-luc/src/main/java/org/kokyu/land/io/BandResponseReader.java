package org.kokyu.land.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.BandResponse;

/**
 * Spectral responses of one satellite: CSV with the columns {@code band,wavelength_um,response},
 * wavelengths ascending within a band; {@code #} starts a comment.
 */
public final class BandResponseReader {
  /** Bands that the surface temperature uses. */
  static final List<Integer> BANDS = List.of(13, 14, 15, 16);

  private BandResponseReader() {}

  /**
   * Constant response over the nominal centres and widths of the imager's bands: 10.4073 ± 0.21,
   * 11.2395 ± 0.335, 12.3806 ± 0.485 and 13.2807 ± 0.28 µm.
   */
  public static List<BandResponse> boxcars() {
    return List.of(
        BandResponse.boxcar(13, 10.4073, 0.42),
        BandResponse.boxcar(14, 11.2395, 0.67),
        BandResponse.boxcar(15, 12.3806, 0.97),
        BandResponse.boxcar(16, 13.2807, 0.56));
  }

  /**
   * Boxcars of all bands that an emissivity is kept for: those above, 3.8853 ± 0.11 and 8.5926 ±
   * 0.185 µm.
   */
  static List<BandResponse> emissivityBands() {
    List<BandResponse> all = new ArrayList<>();
    all.add(BandResponse.boxcar(7, 3.8853, 0.22));
    all.add(BandResponse.boxcar(11, 8.5926, 0.37));
    all.addAll(boxcars());
    return all;
  }

  /** Reads the bands 13 to 15, and 16 if there; other bands are left out. */
  public static List<BandResponse> read(Path file) {
    Map<Integer, List<double[]>> points = new TreeMap<>();
    int number = 0;
    try {
      for (String line : Files.readAllLines(file)) {
        number++;
        if (line.isBlank() || line.startsWith("#") || line.startsWith("band")) {
          continue;
        }
        String[] f = line.split(",");
        points
            .computeIfAbsent(Integer.parseInt(f[0].trim()), b -> new ArrayList<>())
            .add(new double[] {Double.parseDouble(f[1]), Double.parseDouble(f[2])});
      }
      List<BandResponse> responses = new ArrayList<>();
      for (int band : BANDS) {
        List<double[]> own = points.get(band);
        if (own != null) {
          responses.add(
              new BandResponse(
                  band,
                  own.stream().mapToDouble(p -> p[0]).toArray(),
                  own.stream().mapToDouble(p -> p[1]).toArray()));
        } else if (band <= 15) {
          throw new IllegalArgumentException("band " + band + " expected, not found");
        }
      }
      return responses;
    } catch (IOException e) {
      throw new UnavailableInputException(
          "cannot read band responses %s: %s".formatted(file, e.getMessage()), e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s line %d: band,wavelength_um,response expected: %s"
              .formatted(file, number, e.getMessage()),
          e);
    }
  }
}
