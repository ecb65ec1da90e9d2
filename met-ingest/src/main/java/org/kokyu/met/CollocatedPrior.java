package org.kokyu.met;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.port.PriorSource;
import org.kokyu.core.result.MalformedInputException;

/**
 * Prior gas profiles interpolated to the soundings beforehand: a NetCDF file as for {@link
 * CollocatedMeteorology} with {@code co2_dry}, {@code ch4_dry} and {@code n2o_dry} [mol mol-1 of
 * dry air] on {@code pressure}. Immutable, thread-safe.
 */
public final class CollocatedPrior implements PriorSource, PriorFile {
  private final CollocatedRows rows;
  private final List<Optional<PriorProfiles>> priors;

  private CollocatedPrior(CollocatedRows rows, List<Optional<PriorProfiles>> priors) {
    this.rows = rows;
    this.priors = priors;
  }

  /**
   * Reads a whole file.
   *
   * @throws MalformedInputException if a variable is missing, has another unit or shape, or holds
   *     impossible values; names file and variable
   */
  public static CollocatedPrior open(Path path) {
    try (CollocatedFile file = CollocatedFile.open(path)) {
      CollocatedRows rows = CollocatedRows.read(file);
      LevelTable levels = LevelTable.read(file);
      double[] co2 = file.perLevel("co2_dry", UnitScale.MOLE_FRACTION, 1e-5, 1e-2);
      double[] ch4 = file.perLevel("ch4_dry", UnitScale.MOLE_FRACTION, 1e-9, 1e-3);
      double[] n2o = file.perLevel("n2o_dry", UnitScale.MOLE_FRACTION, 1e-12, 1e-4);
      List<Optional<PriorProfiles>> priors = new ArrayList<>(file.rows());
      for (int row = 0; row < file.rows(); row++) {
        Optional<Profile> c = levels.profile(row, "co2_dry", co2);
        Optional<Profile> m = levels.profile(row, "ch4_dry", ch4);
        Optional<Profile> n = levels.profile(row, "n2o_dry", n2o);
        boolean complete = c.isPresent() && m.isPresent() && n.isPresent();
        String source = "collocated file " + file.name();
        priors.add(
            complete
                ? Optional.of(new PriorProfiles(c.get(), m.get(), n.get(), source, false))
                : Optional.empty());
      }
      return new CollocatedPrior(rows, priors);
    }
  }

  @Override
  public Optional<PriorProfiles> at(Instant time, double latitudeDeg, double longitudeDeg) {
    OptionalInt row = rows.find(time, latitudeDeg, longitudeDeg);
    return row.isPresent() ? priors.get(row.getAsInt()) : Optional.empty();
  }

  /** Number of soundings in the file. */
  public int size() {
    return priors.size();
  }
}
