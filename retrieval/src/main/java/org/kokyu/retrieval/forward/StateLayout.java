package org.kokyu.retrieval.forward;

import java.util.List;
import org.kokyu.core.atmosphere.Gas;

/**
 * Order of the state vector: ln mole fraction of each retrieved gas on the active layers,
 * temperature on the active layers, skin temperature, emissivity per window, radiance offset per
 * contiguous range of channels, wavenumber scale; then, where wanted, the tilt of the emissivity
 * per window, ln of a factor on the self continuum of water, the scale factors of residual
 * patterns, ln of the effective amount of thin cirrus and ln of its pressure.
 *
 * <p>Gas and temperature elements stand for a change that is constant over a layer: of ln(dry mole
 * fraction), and in kelvin. The tilt is the change of the emissivity from the middle of a window to
 * its upper end.
 *
 * @param gases retrieved gases, in the order of the state
 * @param layers number of active layers
 * @param windows number of spectral windows
 * @param offsets number of contiguous ranges of channels
 * @param emissivityTilt whether the emissivity of a window may tilt
 * @param selfContinuum whether the self continuum of water is estimated
 * @param patterns number of residual patterns
 * @param cirrus elements of thin cirrus: 0 none, 1 its amount, 2 its pressure too
 */
public record StateLayout(
    List<Gas> gases,
    int layers,
    int windows,
    int offsets,
    boolean emissivityTilt,
    boolean selfContinuum,
    int patterns,
    int cirrus) {

  /** What the default retrieval estimates. */
  public static final List<Gas> DEFAULT_GASES = List.of(Gas.CO2, Gas.CH4, Gas.N2O, Gas.H2O, Gas.O3);

  public StateLayout {
    gases = List.copyOf(gases);
  }

  /** Without tilt and continuum. */
  public StateLayout(List<Gas> gases, int layers, int windows, int offsets) {
    this(gases, layers, windows, offsets, false, false);
  }

  /** Without residual patterns and cirrus. */
  public StateLayout(
      List<Gas> gases,
      int layers,
      int windows,
      int offsets,
      boolean emissivityTilt,
      boolean selfContinuum) {
    this(gases, layers, windows, offsets, emissivityTilt, selfContinuum, 0, 0);
  }

  public int size() {
    return afterContinuum() + patterns + cirrus;
  }

  private int afterTilt() {
    return wavenumberScale() + 1 + (emissivityTilt ? windows : 0);
  }

  private int afterContinuum() {
    return afterTilt() + (selfContinuum ? 1 : 0);
  }

  /** First element of a gas, −1 if it is not retrieved. */
  public int gas(Gas gas) {
    int i = gases.indexOf(gas);
    return i < 0 ? -1 : i * layers;
  }

  public int temperature() {
    return gases.size() * layers;
  }

  public int skin() {
    return temperature() + layers;
  }

  public int emissivity(int window) {
    return skin() + 1 + window;
  }

  public int offset(int range) {
    return skin() + 1 + windows + range;
  }

  public int wavenumberScale() {
    return skin() + 1 + windows + offsets;
  }

  /** −1 if it is not estimated. */
  public int emissivityTilt(int window) {
    return emissivityTilt ? wavenumberScale() + 1 + window : -1;
  }

  /** Element of ln(factor) on the self continuum of water, −1 if it is not estimated. */
  public int waterSelfContinuum() {
    return selfContinuum ? afterTilt() : -1;
  }

  /** Element of the scale factor of a residual pattern. */
  public int pattern(int i) {
    return afterContinuum() + i;
  }

  /** Element of ln(effective cirrus amount), −1 if it is not estimated. */
  public int cirrusAmount() {
    return cirrus > 0 ? afterContinuum() + patterns : -1;
  }

  /** Element of ln(cirrus pressure), −1 if it is not estimated. */
  public int cirrusPressure() {
    return cirrus > 1 ? cirrusAmount() + 1 : -1;
  }
}
