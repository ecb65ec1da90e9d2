package org.kokyu.land.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.land.CoefficientTable;
import org.kokyu.land.LstCoefficients;
import org.kokyu.land.LstForm;

/**
 * Coefficient tables as text: {@code #} lines with format, name, {@code satellite} if the table is
 * for one, and description, then for each set a line {@code set,<form>,<lowest difference>,<highest
 * difference>} and a line {@code node,<secant>,<water kg m-2>,<sigma K>,<coefficients>} per node.
 */
public final class CoefficientTableFile {
  private static final String FORMAT = "# kokyu lst coefficients 1";
  private static final String SATELLITE = "# satellite: ";
  private static final String SHIPPED = "/org/kokyu/land/lst-coefficients-boxcar.csv";

  private CoefficientTableFile() {}

  /** The table that comes with the program. */
  public static CoefficientTable shipped() {
    try (InputStream in = CoefficientTableFile.class.getResourceAsStream(SHIPPED)) {
      return parse(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList(),
          "shipped coefficients");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static CoefficientTable read(Path file) {
    try {
      return parse(Files.readAllLines(file), file.toString());
    } catch (IOException e) {
      throw new UnavailableInputException(
          "cannot read coefficients %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static CoefficientTable parse(List<String> lines, String place) {
    if (lines.isEmpty() || !lines.get(0).equals(FORMAT)) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT, "%s: first line '%s' expected".formatted(place, FORMAT));
    }
    String name = "";
    Optional<ImagerSatellite> satellite = Optional.empty();
    List<String> description = new ArrayList<>();
    List<LstCoefficients> sets = new ArrayList<>();
    String[] head = null;
    List<double[]> nodes = new ArrayList<>();
    int number = 0;
    try {
      for (String line : lines) {
        number++;
        if (line.startsWith("# name: ")) {
          name = line.substring(8);
        } else if (line.startsWith(SATELLITE)) {
          satellite = Optional.of(ImagerSatellite.valueOf(line.substring(SATELLITE.length())));
        } else if (line.startsWith("# ") && number > 1) {
          description.add(line.substring(2));
        } else if (line.startsWith("set,")) {
          addSet(sets, head, nodes, description);
          head = line.split(",");
          nodes.clear();
        } else if (line.startsWith("node,")) {
          nodes.add(
              Arrays.stream(line.split(",")).skip(1).mapToDouble(Double::parseDouble).toArray());
        }
      }
      addSet(sets, head, nodes, description);
      return new CoefficientTable(name, description, sets, satellite);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT, "%s line %d: %s".formatted(place, number, e.getMessage()), e);
    }
  }

  private static void addSet(
      List<LstCoefficients> sets, String[] head, List<double[]> nodes, List<String> description) {
    if (head == null) {
      return;
    }
    LstForm form =
        Arrays.stream(LstForm.values())
            .filter(f -> f.label().equals(head[1]))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("unknown form " + head[1]));
    TreeSet<Double> secants = new TreeSet<>();
    TreeSet<Double> waters = new TreeSet<>();
    for (double[] n : nodes) {
      secants.add(n[0]);
      waters.add(n[1]);
    }
    sets.add(
        new LstCoefficients(
            form,
            secants.stream().mapToDouble(Double::doubleValue).toArray(),
            waters.stream().mapToDouble(Double::doubleValue).toArray(),
            nodes.stream().map(n -> Arrays.copyOfRange(n, 3, n.length)).toArray(double[][]::new),
            nodes.stream().mapToDouble(n -> n[2]).toArray(),
            new double[] {Double.parseDouble(head[2]), Double.parseDouble(head[3])},
            description));
  }

  /** The file's text. */
  public static String text(CoefficientTable table) {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    text.append("# name: ").append(table.name()).append('\n');
    table.satellite().ifPresent(s -> text.append(SATELLITE).append(s).append('\n'));
    table.description().forEach(d -> text.append("# ").append(d).append('\n'));
    for (LstCoefficients set : table.sets()) {
      double[] range = set.differenceRangeK();
      text.append(
          String.format(Locale.ROOT, "set,%s,%.2f,%.2f%n", set.form().label(), range[0], range[1]));
      double[] secants = set.secants();
      double[] waters = set.waters();
      for (int n = 0; n < secants.length * waters.length; n++) {
        text.append(
            String.format(
                Locale.ROOT,
                "node,%.4f,%.1f,%.4f",
                secants[n / waters.length],
                waters[n % waters.length],
                set.sigmaK(n)));
        for (double c : set.coefficients(n)) {
          text.append(String.format(Locale.ROOT, ",%.7g", c));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }
}
