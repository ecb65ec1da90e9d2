package org.kokyu.retrieval.forward;

import java.util.List;
import org.kokyu.core.atmosphere.Gas;

/**
 * Order of the state vector: ln mole fraction of each retrieved gas on the active layers,
 * temperature on the active layers, skin temperature, emissivity per window, radiance offset per
 * window, wavenumber scale.
 *
 * <p>Gas and temperature elements stand for a change that is constant over a layer: of ln(dry mole
 * fraction), and in kelvin.
 *
 * @param gases retrieved gases, in the order of the state
 * @param layers number of active layers
 * @param windows number of spectral windows
 */
public record StateLayout(List<Gas> gases, int layers, int windows) {

  /** What the default retrieval estimates. */
  public static final List<Gas> DEFAULT_GASES = List.of(Gas.CO2, Gas.CH4, Gas.N2O, Gas.H2O, Gas.O3);

  public StateLayout {
    gases = List.copyOf(gases);
  }

  public int size() {
    return (gases.size() + 1) * layers + 2 + 2 * windows;
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

  public int offset(int window) {
    return skin() + 1 + windows + window;
  }

  public int wavenumberScale() {
    return size() - 1;
  }
}
