package org.kokyu.land;

/** Levels of the cloud mask, as products store them. */
public final class CloudMask {
  public static final byte CLEAR = 0;
  public static final byte PROBABLY_CLEAR = 1;
  public static final byte PROBABLY_CLOUDY = 2;
  public static final byte CLOUDY = 3;
  public static final byte UNKNOWN = -1;

  private CloudMask() {}
}
