package org.kokyu.core.flux;

/**
 * Fluxes of some rows of a map, filled by a {@link FluxRowSource}; not a number where there is
 * none. Fluxes of an hour in µmol m-2 s-1 of the gas, of a day in g m-2 d-1 of carbon (fire_ch4 and
 * fire_n2o of the gas). Mutable, for one thread.
 */
public final class FluxRows {
  private final float[][] values = new float[FluxVariable.values().length][];
  private final float[][] uncertainties = new float[values.length][];
  private final byte[] flag;
  private final short[] word;
  private final byte[] landCover;
  private final float[] recentGpp;

  /**
   * @param cells rows times columns
   */
  public FluxRows(int cells) {
    for (int v = 0; v < values.length; v++) {
      values[v] = new float[cells];
      uncertainties[v] = new float[cells];
    }
    flag = new byte[cells];
    word = new short[cells];
    landCover = new byte[cells];
    recentGpp = new float[cells];
  }

  public int cells() {
    return flag.length;
  }

  public float[] values(FluxVariable variable) {
    return values[variable.ordinal()];
  }

  /** One standard deviation. */
  public float[] uncertainty(FluxVariable variable) {
    return uncertainties[variable.ordinal()];
  }

  /** 0 good, 1 use with care, 2 not produced. */
  public byte[] flag() {
    return flag;
  }

  /** Bits of {@link FluxQuality}. */
  public short[] word() {
    return word;
  }

  /** IGBP class, 0 unknown. */
  public byte[] landCover() {
    return landCover;
  }

  /** Mean production of the last days [g C m-2 d-1]; of maps of a day only. */
  public float[] recentGpp() {
    return recentGpp;
  }
}
