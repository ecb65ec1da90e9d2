package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kokyu.core.scene.ImagerSatellite.H08;
import static org.kokyu.core.scene.ImagerSatellite.H09;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SlotKey;

class SatelliteChoiceTest {
  private static final SatelliteChoice NINE = new SatelliteChoice(BandSet.LST, List.of(1, 2), H09);
  private static final SatelliteChoice EIGHT = new SatelliteChoice(BandSet.LST, List.of(1, 2), H08);
  private static final List<Integer> INFRARED = List.of(7, 13, 14, 15);

  private static List<HsdFileName> files(
      ImagerSatellite satellite, List<Integer> bands, int... segments) {
    List<HsdFileName> all = new ArrayList<>();
    for (int band : bands) {
      for (int segment : segments) {
        all.add(
            HsdFileName.of(
                new SlotKey(satellite, "FLDK", TestSegments.SLOT), band, segment, false));
      }
    }
    return all;
  }

  private static List<HsdFileName> both(List<HsdFileName> a, List<HsdFileName> b) {
    List<HsdFileName> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  @Test
  void aTieGoesToThePreferredOne() {
    List<HsdFileName> all = both(files(H08, INFRARED, 1, 2), files(H09, INFRARED, 1, 2));
    assertEquals(Optional.of(H09), NINE.of(all));
    assertEquals(Optional.of(H08), EIGHT.of(all));
    List<HsdFileName> half = both(files(H08, INFRARED, 2), files(H09, INFRARED, 1));
    assertEquals(Optional.of(H09), NINE.of(half));
  }

  @Test
  void segmentsWithEveryRequiredBandCountFirst() {
    // seven files that make one usable segment against six that make two
    List<HsdFileName> nine = both(files(H09, INFRARED, 1), files(H09, List.of(7, 13, 14), 2));
    List<HsdFileName> eight = files(H08, BandSet.LST.required(), 1, 2);
    assertEquals(Optional.of(H08), NINE.of(both(nine, eight)));
    // the optional band decides between equals
    assertEquals(
        Optional.of(H08),
        NINE.of(both(files(H09, BandSet.LST.required(), 1, 2), files(H08, INFRARED, 1, 2))));
  }

  @Test
  void visibleBandsAndOtherSegmentsHaveNoSay() {
    List<HsdFileName> visible = files(H09, List.of(1, 2, 3, 4, 5, 6), 1, 2);
    List<HsdFileName> elsewhere = files(H09, INFRARED, 7, 8, 9);
    List<HsdFileName> eight = files(H08, List.of(13), 1);
    assertEquals(Optional.of(H08), NINE.of(both(both(visible, elsewhere), eight)));
    assertEquals(Optional.empty(), NINE.of(both(visible, elsewhere)));
  }

  @Test
  void wantedVisibleBandsHaveNoSayEither() {
    SatelliteChoice choice =
        new SatelliteChoice(new BandSet(List.of(13, 14, 15), List.of(3, 4, 7)), List.of(1, 2), H09);
    List<HsdFileName> visible = files(H09, List.of(3, 4), 1, 2);
    List<HsdFileName> eight = files(H08, List.of(3, 4, 7, 13, 14, 15), 1, 2);
    assertEquals(Optional.of(H08), choice.of(both(visible, files(H08, List.of(13), 1))));
    assertTrue(choice.isSettled(both(visible, eight), List.of()));
    assertFalse(
        choice.isSettled(both(visible, files(H08, INFRARED, 1, 2)), List.of()),
        "the visible bands of the chosen one are waited for");
    assertEquals(Optional.empty(), choice.of(visible));
  }

  @Test
  void theOrderOfTheFilesDoesNotMatter() {
    Random random = new Random(7);
    List<HsdFileName> pool = both(files(H08, INFRARED, 1, 2), files(H09, INFRARED, 1, 2));
    for (int trial = 0; trial < 300; trial++) {
      List<HsdFileName> some = new ArrayList<>(pool);
      some.removeIf(f -> random.nextInt(3) == 0);
      Optional<ImagerSatellite> chosen = NINE.of(some);
      boolean settled = NINE.isSettled(some, List.of());
      for (int i = 0; i < 5; i++) {
        Collections.shuffle(some, random);
        assertEquals(chosen, NINE.of(some));
        assertEquals(settled, NINE.isSettled(some, List.of()));
      }
    }
  }

  @Test
  void settledWhenNothingMoreIsWaitedFor() {
    List<HsdFileName> nine = files(H09, INFRARED, 1, 2);
    List<HsdFileName> eight = files(H08, INFRARED, 1, 2);
    assertTrue(NINE.isSettled(nine, List.of()));
    assertTrue(NINE.isSettled(eight, List.of()), "nothing of Himawari-9 is on its way");
    assertTrue(NINE.isSettled(both(nine, files(H08, INFRARED, 1)), List.of()));
    assertFalse(NINE.isSettled(both(eight, files(H09, INFRARED, 1)), List.of()));
    assertTrue(NINE.isSettled(both(eight, files(H09, List.of(1, 2, 3), 1)), List.of()));
    assertFalse(NINE.isSettled(files(H09, INFRARED, 1), List.of()));
    assertFalse(NINE.isSettled(List.of(), List.of()));
    assertFalse(NINE.isSettled(eight, files(H09, INFRARED, 1)), "Himawari-9 is arriving");
    assertTrue(NINE.isSettled(nine, eight));
  }
}
