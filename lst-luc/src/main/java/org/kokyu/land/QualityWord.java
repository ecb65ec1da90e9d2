package org.kokyu.land;

/**
 * The 16 quality bits of a surface temperature.
 *
 * <p>Bits 0–1 overall (0 not produced, 1 poor, 2 good, 3 best: view up to 50°, clear, water below 4
 * cm, inside the training, known emissivity); 2–3 cloud mask level; 4 beside a cloud; 5 day; 6–7
 * view zenith (up to 50, 60, 70, beyond 70°); 8–9 water vapour (below 2, 4, 6 cm, more); 10
 * emissivity of a climatology or default, not of this season's vegetation or snow; 11 snow or ice;
 * 12 inland water; 13 outside the training; 14 satellite (0 Himawari-8, 1 Himawari-9); 15 band 13
 * missing, bands 14 and 15 alone. Bits 11 and 12 need a snow map or land cover; without them they
 * stay 0.
 */
public final class QualityWord {
  /** Outside the training. */
  static final short EXTRAPOLATED = 1 << 13;

  private QualityWord() {}

  static short of(
      int overall,
      int cloud,
      boolean beside,
      boolean day,
      double zenithDeg,
      double waterKg,
      boolean climatology,
      boolean snow,
      boolean inlandWater,
      boolean extrapolated,
      boolean himawari9,
      boolean reduced) {
    int view = zenithDeg <= 50 ? 0 : zenithDeg <= 60 ? 1 : zenithDeg <= 70 ? 2 : 3;
    int water = waterKg < 20 ? 0 : waterKg < 40 ? 1 : waterKg < 60 ? 2 : 3;
    int word =
        overall
            | (cloud < 0 ? 3 : cloud) << 2
            | bit(beside, 4)
            | bit(day, 5)
            | view << 6
            | water << 8
            | bit(climatology, 10)
            | bit(snow, 11)
            | bit(inlandWater, 12)
            | bit(extrapolated, 13)
            | bit(himawari9, 14)
            | bit(reduced, 15);
    return (short) word;
  }

  private static int bit(boolean set, int position) {
    return set ? 1 << position : 0;
  }
}
