package org.kokyu.land;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.land.io.ClearSkyFile;
import org.kokyu.land.io.CoefficientTableFile;

/** Days of a small warm region, at 05:00 UTC over land by day. */
class ClearSkyCompositeTest {
  private static final int N = 160;
  private static final Instant FIRST = Instant.parse("2024-05-01T05:10:00Z");
  private static final double CLEAR_K = 300;

  /** How much colder a pixel is than the clear surface [K]. */
  private interface Sky {
    double coldBy(int row, int column);
  }

  private static final Sky CLEAR = (r, c) -> 0;

  /** Fills the region but for gaps: the warm end of the surroundings is cloud too. */
  private static final Sky LOW_CLOUD = (r, c) -> r % 40 == 0 && c % 40 == 0 ? 0 : 16;

  private static final Sky COLD_CLOUD = (r, c) -> 60;

  private static ImagerScene scene(Instant slot, Sky sky) {
    float[] latitude = new float[N * N];
    float[] longitude = new float[N * N];
    float[] view = new float[N * N];
    float[][] kelvin = new float[3][N * N];
    SceneGrid.LatLon grid = new SceneGrid.LatLon("test", 20, 100, 0.02, N, N);
    for (int i = 0; i < N * N; i++) {
      latitude[i] = (float) grid.latitudeDeg(i / N);
      longitude[i] = (float) grid.longitudeDeg(i % N);
      view[i] = 40;
      double surface = CLEAR_K - sky.coldBy(i / N, i % N) + 0.3 * Math.sin(i * 0.7);
      kelvin[0][i] = (float) surface;
      kelvin[1][i] = (float) (surface - 0.8);
      kelvin[2][i] = (float) (surface - 2);
    }
    return new ImagerScene(
        new SlotKey(ImagerSatellite.H09, "FLDK", slot),
        grid,
        new SceneGeometry(latitude, longitude, view),
        List.of(
            new BandImage(13, 10.41, kelvin[0]),
            new BandImage(14, 11.24, kelvin[1]),
            new BandImage(15, 12.38, kelvin[2])),
        new float[N * N],
        3,
        3,
        List.of(new InputRef("a", "00")));
  }

  private static Instant day(int n) {
    return FIRST.plus(Duration.ofDays(n));
  }

  private static LocalDate date(int n) {
    return LocalDate.ofInstant(day(n), ZoneOffset.UTC);
  }

  private static LstEstimator.Learned estimate(ClearSkyComposite composite, int day, Sky sky) {
    return new LstEstimator(CoefficientTableFile.shipped())
        .estimate(
            scene(day(day), sky),
            LandState.unknown(),
            Optional.of(composite.before(date(day))),
            false)
        .toOptional()
        .orElseThrow();
  }

  /** The state after one day each. */
  private static ClearSkyComposite learned(Sky... days) {
    ClearSkyComposite state = ClearSkyComposite.empty(5);
    for (int d = 0; d < days.length; d++) {
      state = state.with(estimate(state, d, days[d]).day().orElseThrow());
    }
    return state;
  }

  private static double cloudy(LstField field) {
    return 1 - BaselineCloudMask.clearFraction(field.cloudMask());
  }

  @Test
  void cloudOverTheRegionIsFoundOnceDaysAreLearned() {
    LstField alone =
        new LstEstimator(CoefficientTableFile.shipped())
            .estimate(scene(day(5), LOW_CLOUD), LandState.unknown(), false)
            .toOptional()
            .orElseThrow();
    assertTrue(cloudy(alone) < 0.05, "the regional context misses it: " + cloudy(alone));
    ClearSkyComposite state = learned(CLEAR, CLEAR, CLEAR, CLEAR, CLEAR);
    LstField with = estimate(state, 5, LOW_CLOUD).field();
    assertTrue(cloudy(with) > 0.97, "found " + cloudy(with));
    assertTrue(with.algorithm().contains("composite of clear days used on 25600 of 25600 pixels"));
    assertTrue(
        with.provenance().inputs().stream()
            .anyMatch(i -> i.name().equals("composite of clear days")));
    assertEquals(0, cloudy(estimate(state, 5, CLEAR).field()));
  }

  @Test
  void theProductSaysHowFarLearningIs() {
    ClearSkyComposite state = ClearSkyComposite.empty(5);
    for (int d = 0; d < 5; d++) {
      LstEstimator.Learned today = estimate(state, d, CLEAR);
      assertTrue(
          today.field().algorithm().endsWith("learning: " + d + " of 5 days"),
          today.field().algorithm());
      state = state.with(today.day().orElseThrow());
    }
    assertTrue(cloudy(estimate(state, 4, LOW_CLOUD).field()) < 0.05, "its own day does not count");
  }

  @Test
  void daysOfLowCloudDoNotBecomeTheClearSky() {
    ClearSkyComposite state =
        learned(
            CLEAR, CLEAR, CLEAR, CLEAR, CLEAR, CLEAR, LOW_CLOUD, LOW_CLOUD, LOW_CLOUD, LOW_CLOUD,
            LOW_CLOUD, LOW_CLOUD);
    assertTrue(cloudy(estimate(state, 12, LOW_CLOUD).field()) > 0.97);
    assertEquals(0, cloudy(estimate(state, 12, CLEAR).field()));
  }

  @Test
  void daysOfColdCloudTeachNothing() {
    ClearSkyComposite state =
        learned(COLD_CLOUD, COLD_CLOUD, COLD_CLOUD, COLD_CLOUD, COLD_CLOUD, COLD_CLOUD, COLD_CLOUD);
    assertTrue(state.tiles().isEmpty());
    LstField field = estimate(state, 7, COLD_CLOUD).field();
    assertEquals(1, cloudy(field));
    assertTrue(field.algorithm().endsWith("learning: 0 of 5 days"));
  }

  @Test
  void oldDaysAreForgotten() {
    ClearSkyComposite state = learned(CLEAR, CLEAR, CLEAR, CLEAR, CLEAR);
    assertTrue(cloudy(estimate(state, 14, LOW_CLOUD).field()) > 0.97, "14 days are in the window");
    assertTrue(cloudy(estimate(state, 15, LOW_CLOUD).field()) < 0.05, "4 of 5 days are left");
    ClearSkyComposite later = state.with(estimate(state, 30, CLEAR).day().orElseThrow());
    assertTrue(later.before(date(30)).isEmpty());
    assertFalse(later.before(date(31)).isEmpty());
    ClearSkyDay old = estimate(state, 2, CLEAR).day().orElseThrow();
    assertSame(later, later.with(old), "too old to count");
  }

  /** Neither repeating a scene nor learning it before its own estimate changes a product. */
  @Test
  void sameInputSameBytes() {
    ClearSkyComposite state = learned(CLEAR, CLEAR, CLEAR, CLEAR, CLEAR, CLEAR);
    LstEstimator.Learned first = estimate(state, 6, LOW_CLOUD);
    ClearSkyComposite next = state.with(first.day().orElseThrow());
    LstEstimator.Learned again = estimate(next, 6, LOW_CLOUD);
    assertArrayEquals(first.field().cloudMask(), again.field().cloudMask());
    assertArrayEquals(first.field().lstK(), again.field().lstK());
    assertEquals(first.field().provenance(), again.field().provenance());
    assertNotEquals(next.before(date(7)).sha256(), next.before(date(6)).sha256());
    ClearSkyComposite twice = next.with(again.day().orElseThrow());
    next.tiles().forEach((k, v) -> assertArrayEquals(v, twice.tiles().get(k)));
  }

  @Test
  void survivesTheFile(@TempDir Path folder) throws IOException {
    assertEquals(Optional.empty(), ClearSkyFile.read(folder, 5));
    ClearSkyComposite state = learned(CLEAR, CLEAR, CLEAR, CLEAR, CLEAR);
    ClearSkyFile.write(folder, state);
    byte[] bytes = Files.readAllBytes(folder.resolve(ClearSkyFile.name(5)));
    ClearSkyComposite read = ClearSkyFile.read(folder, 5).orElseThrow();
    assertEquals(state.before(date(5)).sha256(), read.before(date(5)).sha256());
    assertTrue(cloudy(estimate(read, 5, LOW_CLOUD).field()) > 0.97);
    ClearSkyFile.write(folder, read);
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve(ClearSkyFile.name(5))));
  }

  /** Every kind of damage ends by type. */
  @Test
  void damagedFilesAreRefused(@TempDir Path folder) throws IOException {
    ClearSkyFile.write(folder, learned(CLEAR, CLEAR));
    Path file = folder.resolve(ClearSkyFile.name(5));
    byte[] sound = Files.readAllBytes(file);
    for (int i = 0; i < sound.length; i += Math.max(1, sound.length / 300)) {
      byte[] broken = sound.clone();
      broken[i] ^= 0x11;
      Files.write(file, broken);
      assertThrows(MalformedInputException.class, () -> ClearSkyFile.read(folder, 5), "byte " + i);
    }
    Files.write(file, java.util.Arrays.copyOf(sound, sound.length / 2));
    assertThrows(MalformedInputException.class, () -> ClearSkyFile.read(folder, 5));
    Files.write(file, new byte[0]);
    assertThrows(MalformedInputException.class, () -> ClearSkyFile.read(folder, 5));
    Files.write(folder.resolve(ClearSkyFile.name(6)), sound);
    MalformedInputException hour =
        assertThrows(MalformedInputException.class, () -> ClearSkyFile.read(folder, 6));
    assertEquals(InputFault.HEADER_MISMATCH, hour.fault());
  }

  /** One pixel to a cell of the composite, or two: all of them count. */
  @Test
  void coarseGridsLearnToo() {
    ImagerScene fine = scene(day(0), CLEAR);
    float[] latitude = fine.geometry().latitudeDeg().clone();
    float[] longitude = fine.geometry().longitudeDeg().clone();
    for (int i = 0; i < latitude.length; i++) {
      latitude[i] = 20 - (i / N + 0.5f) * 0.2f;
      longitude[i] = 100 + (i % N + 0.5f) * 0.2f;
    }
    ImagerScene coarse =
        new ImagerScene(
            fine.slot(),
            new SceneGrid.LatLon("coarse", 20, 100, 0.2, N, N),
            new SceneGeometry(latitude, longitude, fine.geometry().viewZenithDeg()),
            fine.bands(),
            fine.timeOffsetSeconds(),
            3,
            3,
            fine.inputs());
    ClearSkyDay learned = ClearSkyDay.of(coarse, LandState.unknown(), new byte[N * N]);
    int cells = 0;
    for (byte[] tile : learned.tiles().values()) {
      for (byte b : tile) {
        cells += b != 0 ? 1 : 0;
      }
    }
    assertEquals(N * N, cells);
    byte[] cloudy = new byte[N * N];
    java.util.Arrays.fill(cloudy, CloudMask.CLOUDY);
    assertTrue(ClearSkyDay.of(coarse, LandState.unknown(), cloudy).tiles().isEmpty());
  }

  @Test
  void placesAreCellsOfATenthOfADegree() {
    int place = ClearSkyDay.placeOf(18.05f, 100.05f, true);
    assertEquals(place, ClearSkyDay.placeOf(18.02f, 100.08f, true));
    assertNotEquals(place, ClearSkyDay.placeOf(18.05f, 100.15f, true));
    assertNotEquals(place, ClearSkyDay.placeOf(18.05f, 100.05f, false));
    assertEquals(
        ClearSkyDay.placeOf(0, -179.95f, true), ClearSkyDay.placeOf(0, 180.05f, true), "date line");
    assertEquals(-1, ClearSkyDay.placeOf(Float.NaN, 100, true));
    assertTrue(ClearSkyDay.placeOf(-90, 179.99f, true) < ClearSkyDay.TILES * 2500);
    assertEquals(300, ClearSkyDay.kelvin(ClearSkyDay.code(300.2) & 0xff), 0.26);
  }
}
