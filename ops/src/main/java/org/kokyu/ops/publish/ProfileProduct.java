package org.kokyu.ops.publish;

import java.io.IOException;
import java.nio.file.Path;
import org.kokyu.core.profile.ProfileGranule;
import org.kokyu.core.result.MalformedInputException;

/**
 * Profile product files: NetCDF-3 with 64-bit offsets, variable names after the HARP conventions,
 * attributes after CF-1.11 and ACDD-1.3.
 *
 * <p>Dimensions are {@code time} (one per retrieved sounding), {@code vertical} (layers from the
 * surface upwards) and {@code independent_N}. Mole fractions are in ppmv, pressures in hPa. Kernels
 * and covariances are those of ln(mole fraction). Nothing in the file depends on clock or machine:
 * same input, same bytes. Thread-safe.
 */
public final class ProfileProduct {
  private ProfileProduct() {}

  /** Whether there is anything to publish: a file needs at least one profile. */
  public static boolean isPublishable(ProfileGranule granule) {
    return !granule.profiles().isEmpty();
  }

  /**
   * Writes a granule's profiles.
   *
   * @param granule with at least one profile, all on the same number of layers and windows
   */
  public static void write(ProfileGranule granule, Revision revision, Path file)
      throws IOException {
    if (!isPublishable(granule)) {
      throw new IllegalArgumentException(granule.granule().name() + ": no profile to publish");
    }
    new ProfileContent(granule, revision).build().write(file);
  }

  /**
   * Reads what the status page and {@code inspect} show of a profile product.
   *
   * @throws MalformedInputException if it is no profile product of ours
   */
  public static PublishedProfiles read(Path file) {
    return ProfileProductReader.read(file);
  }
}
