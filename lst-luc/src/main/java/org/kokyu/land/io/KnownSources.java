package org.kokyu.land.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;

/**
 * Known standing heat sources: CSV with columns {@code lat} and {@code lon}. A detection within
 * 0.03 degrees of one is of that kind.
 */
public record KnownSources(List<double[]> places) {
  private static final double NEAR_DEG = 0.03;

  public KnownSources {
    places = List.copyOf(places);
  }

  public static KnownSources read(Path file) {
    int number = 0;
    try {
      List<double[]> places = new ArrayList<>();
      List<String> header = List.of();
      for (String line : Files.readAllLines(file)) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        List<String> f = Arrays.stream(line.split(",")).map(String::trim).toList();
        if (header.isEmpty()) {
          header = f;
        } else {
          places.add(
              new double[] {
                Double.parseDouble(f.get(header.indexOf("lat"))),
                Double.parseDouble(f.get(header.indexOf("lon")))
              });
        }
      }
      return new KnownSources(places);
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s line %d: columns lat and lon expected: %s".formatted(file, number, e.getMessage()),
          e);
    }
  }

  /** The field with the kind of known sources set. */
  public FireField mark(FireField field) {
    List<FireDetection> marked =
        field.detections().stream()
            .map(d -> isNear(d) ? d.as(FireDetection.Kind.STATIC, d.confirmed()) : d)
            .toList();
    return new FireField(
        field.slot(),
        field.grid(),
        marked,
        field.testedPixels(),
        field.algorithm(),
        field.provenance());
  }

  private boolean isNear(FireDetection d) {
    return places.stream()
        .anyMatch(
            p ->
                Math.abs(p[0] - d.latitudeDeg()) <= NEAR_DEG
                    && Math.abs(p[1] - d.longitudeDeg()) <= NEAR_DEG);
  }
}
