package org.kokyu.ops.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.kokyu.core.port.StageObserver.GranuleOutcome;
import org.kokyu.core.port.StageObserver.ProductOutcome;
import org.kokyu.core.port.StageObserver.RetrievalOutcome;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.ops.SampleAccount;
import org.kokyu.ops.publish.ProfileFixture;

class KokyuMetricsTest {

  private static KokyuMetrics busy() {
    KokyuMetrics m = new KokyuMetrics("0.1.0");
    SampleAccount account = SampleAccount.typical();
    m.addFeed("gosat2");
    m.addProduct("lst");
    m.watch((org.kokyu.core.port.QueueView) account);
    m.watch(account, account);
    m.granuleFinished("gosat2", GranuleOutcome.QUARANTINED);
    m.productFinished("lst", ProductOutcome.PUBLISHED);
    m.stageTook("process", Duration.ofMillis(1234));
    m.productLatest("lst", Instant.parse("2026-08-21T03:20:00Z"));
    m.productLatest("lst", Instant.parse("2026-08-21T03:10:00Z"));
    m.feedSucceeded("gosat2", Instant.parse("2026-08-21T03:24:30Z"));
    m.arrived("gosat2", Duration.ofSeconds(-3));
    m.processed("lst", Duration.ofSeconds(12));
    return m;
  }

  @Test
  void exportsTheNamesOfTheContract() {
    assertTrue(
        new TreeSet<>(busy().names())
            .containsAll(
                List.of(
                    "kokyu_granules_total",
                    "kokyu_products_total",
                    "kokyu_stage_duration_seconds",
                    "kokyu_product_latest_timestamp_seconds",
                    "kokyu_feed_last_success_timestamp_seconds",
                    "kokyu_arrival_latency_seconds",
                    "kokyu_processing_latency_seconds",
                    "kokyu_queue_depth",
                    "kokyu_queue_oldest_age_seconds",
                    "kokyu_quarantined_granules",
                    "kokyu_ledger_unaccounted_granules",
                    "kokyu_build_info")),
        String.join(" ", busy().names()));
  }

  /** The detectors may be off for weeks while files arrive: no fault, but not unseen either. */
  @Test
  void availabilityOfTheThermalBandDropsWhenTheDetectorsAreOff() {
    KokyuMetrics m = busy();
    for (int i = 0; i < 100; i++) {
      m.granuleRead(Instrument.GOSAT, "201201", 24);
    }
    assertTrue(m.scrape().contains("kokyu_tir_availability_ratio{instrument=\"gosat\"} 1.0\n"));
    for (int i = 0; i < 30; i++) {
      m.granuleRead(Instrument.GOSAT, "201201", 0);
    }
    assertTrue(m.scrape().contains("kokyu_tir_availability_ratio{instrument=\"gosat\"} 0.7\n"));
    assertTrue(
        m.scrape()
            .contains("kokyu_tir_granules_total{content=\"absent\",instrument=\"gosat\"} 30.0"));
    for (int i = 0; i < 100; i++) {
      m.granuleRead(Instrument.GOSAT, "201201", 0);
    }
    assertTrue(m.scrape().contains("kokyu_tir_availability_ratio{instrument=\"gosat\"} 0.0\n"));
  }

  @Test
  void fitsOfProfilesAreSeenAtAGlance() {
    KokyuMetrics m = busy();
    GasProfile p = ProfileFixture.granule(1).profiles().get(0);
    m.profileFitted(p);
    m.profileFitted(p);
    String text = m.scrape();
    assertTrue(text.contains("kokyu_retrieval_iterations_count 2\n"), text);
    String window = p.fit().windows().get(0);
    assertTrue(text.contains("kokyu_retrieval_chi2_count{window=\"" + window + "\"} 2"), text);
    assertTrue(text.contains("kokyu_radiance_residual_kelvin_count{window=\"" + window + "\"} 2"));
    assertTrue(text.contains("kokyu_retrieval_dofs_count{gas=\"co2\"} 2"), text);
    String shift =
        "kokyu_spectral_shift_wavenumbers{instrument=\""
            + p.sounding().instrument().name().toLowerCase(java.util.Locale.ROOT)
            + "\"} ";
    double expected = p.surface().axisShiftPerCm() + 1000 * p.surface().wavenumberScale();
    assertTrue(text.contains(shift + expected + "\n"), text);
  }

  @Test
  void profilesAreCountedByVersionOfTheSpectra() {
    KokyuMetrics m = busy();
    m.soundingRetrieved(Instrument.GOSAT, "220220", RetrievalOutcome.GOOD);
    m.soundingRetrieved(Instrument.GOSAT, "220221", RetrievalOutcome.BAD);
    m.soundingRetrieved(Instrument.GOSAT, "220221", RetrievalOutcome.BAD);
    String text = m.scrape();
    String name = "kokyu_retrievals_total{instrument=\"gosat\",l1b_version=";
    assertTrue(text.contains(name + "\"220220\",outcome=\"good\"} 1.0"), text);
    assertTrue(text.contains(name + "\"220221\",outcome=\"bad\"} 2.0"), text);
    for (int v = 0; v < 100; v++) {
      m.soundingRetrieved(Instrument.GOSAT, "%06d".formatted(v), RetrievalOutcome.GOOD);
    }
    assertTrue(m.scrape().contains(name + "\"other\",outcome=\"good\"} 86.0"));
  }

  @Test
  void valuesAreThoseThatWereTold() {
    List<String> lines = busy().scrape().lines().toList();
    assertTrue(lines.contains("kokyu_granules_total{feed=\"gosat2\",outcome=\"quarantined\"} 1.0"));
    assertTrue(lines.contains("kokyu_granules_total{feed=\"gosat2\",outcome=\"processed\"} 0.0"));
    assertTrue(
        lines.contains("kokyu_product_latest_timestamp_seconds{product=\"lst\"} 1.7872824E9"));
    assertTrue(lines.contains("kokyu_queue_depth{priority=\"backfill\"} 40.0"));
    assertTrue(lines.contains("kokyu_queue_oldest_age_seconds{priority=\"fresh\"} 3.0"));
    assertTrue(lines.contains("kokyu_quarantined_granules 1.0"));
    assertTrue(
        lines.contains("kokyu_processing_latency_seconds_bucket{product=\"lst\",le=\"20.0\"} 1"));
    assertTrue(
        lines.contains("kokyu_processing_latency_seconds_bucket{product=\"lst\",le=\"10.0\"} 0"));
    assertTrue(
        lines.stream()
            .anyMatch(
                l -> l.startsWith("kokyu_stage_duration_seconds_sum") && l.endsWith(" 1.234")));
  }

  @Test
  void landGaugesShowTheLatestAndNothingBefore() {
    KokyuMetrics m = new KokyuMetrics("1");
    assertTrue(m.names().stream().noneMatch(n -> n.contains("lst") || n.contains("fires")));
    m.landMapped(0.25);
    m.landMapped(0.5);
    m.firesSeen(3);
    List<String> lines = m.scrape().lines().toList();
    assertTrue(lines.contains("kokyu_lst_clear_fraction 0.5"));
    assertTrue(lines.contains("kokyu_fires_active 3.0"));
  }

  @Test
  void promtoolFindsNothingToSay() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/promtool")),
        "promtool is not installed: lint skipped");
    Process promtool =
        new ProcessBuilder("/usr/bin/promtool", "check", "metrics")
            .redirectErrorStream(true)
            .start();
    promtool.getOutputStream().write(busy().scrape().getBytes(StandardCharsets.UTF_8));
    promtool.getOutputStream().close();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, promtool.waitFor(), said);
    assertEquals("", said);
  }
}
