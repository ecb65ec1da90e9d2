package org.kokyu.core.profile;

import java.util.List;
import java.util.Objects;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.Failure;
import org.kokyu.core.sounding.Granule;

/**
 * All profiles of one granule: one published product.
 *
 * @param granule header of the granule (its soundings may have been dropped)
 * @param profiles one per retrieved sounding, in file order
 * @param rejected soundings without a profile, with the reason
 * @param provenance inputs and versions
 */
public record ProfileGranule(
    Granule granule, List<GasProfile> profiles, List<Failure> rejected, Provenance provenance) {
  public ProfileGranule {
    Objects.requireNonNull(granule, "granule");
    profiles = List.copyOf(profiles);
    rejected = List.copyOf(rejected);
    Objects.requireNonNull(provenance, "provenance");
  }
}
