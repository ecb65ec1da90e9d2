package org.kokyu.land.gpp;

import java.util.List;
import java.util.Optional;
import org.kokyu.core.port.ProductivityModel;

/** The models, in the order in which tables list them. */
public final class ProductivityModels {
  private static final List<ProductivityModel> ALL =
      List.of(
          new Mod17Model(),
          new SaturatingModel(),
          new TwoLeafModel(),
          new VpmModel(),
          new PModel());

  private ProductivityModels() {}

  public static List<ProductivityModel> all() {
    return ALL;
  }

  public static Optional<ProductivityModel> named(String name) {
    return ALL.stream().filter(m -> m.name().equals(name)).findFirst();
  }
}
