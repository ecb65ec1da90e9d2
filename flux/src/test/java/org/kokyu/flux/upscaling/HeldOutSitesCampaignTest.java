package org.kokyu.flux.upscaling;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kokyu.flux.upscaling.io.SiteMonthFile;

/** Skill on the 204 sites, each predicted from the others. */
@Tag("campaign")
class HeldOutSitesCampaignTest {

  @Test
  void skillAtSitesLeftOut() {
    Path file =
        Path.of(
            System.getProperty("kokyu.shared", "../../shared"),
            "data/flux/monthly/fluxnet_204sites_monthly.csv");
    Assumptions.assumeTrue(Files.exists(file), "no monthly tower fluxes at " + file);
    List<SiteSkill> table =
        SiteSkill.table(
            HeldOutSites.predict(
                SiteMonthFile.read(file),
                new HeldOutSites.Settings(10, 100, 7),
                Runnable::run,
                0,
                () -> {}));
    check(table, "combined", "gpp", "all", 0.66);
    check(table, "combined", "nee", "all", 0.43);
    check(table, "trees", "gpp", "asia", 0.70);
  }

  private static void check(
      List<SiteSkill> table, String model, String target, String subset, double least) {
    SiteSkill skill =
        table.stream()
            .filter(
                s ->
                    s.model().equals(model)
                        && s.target().equals(target)
                        && s.subset().equals(subset))
            .findFirst()
            .orElseThrow();
    assertTrue(skill.r2() >= least, skill.toString());
  }
}
