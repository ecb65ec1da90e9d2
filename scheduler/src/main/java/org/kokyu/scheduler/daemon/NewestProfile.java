package org.kokyu.scheduler.daemon;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.profile.Matrix;
import org.kokyu.ops.publish.ProfileProduct;
import org.kokyu.ops.publish.PublishedProfiles;
import org.kokyu.ops.publish.PublishedProfiles.PublishedGas;
import org.kokyu.ops.publish.PublishedProfiles.PublishedSounding;
import org.kokyu.ops.status.ProfileView;
import org.kokyu.ops.status.ProfileView.GasView;

/** The profile of a published file that is shown: the best quality, of equals the first. */
final class NewestProfile {

  private NewestProfile() {}

  static Optional<ProfileView> read(Path file, Presentation.Truth truth) {
    PublishedProfiles product = ProfileProduct.read(file);
    return product.soundings().stream()
        .min(Comparator.comparingInt(PublishedSounding::quality))
        .map(s -> view(product, s, truth));
  }

  private static ProfileView view(
      PublishedProfiles product, PublishedSounding s, Presentation.Truth truth) {
    Optional<double[][]> known = truth.of(s);
    List<PublishedGas> gases = s.gases();
    List<GasView> views =
        java.util.stream.IntStream.range(0, gases.size())
            .mapToObj(i -> gas(gases.get(i), known.map(t -> t[i])))
            .toList();
    return new ProfileView(
        "%s sounding %s".formatted(product.platform(), s.id()),
        s.time(),
        s.latitudeDeg(),
        s.longitudeDeg(),
        s.pressureHpa(),
        views,
        s.quality());
  }

  private static GasView gas(PublishedGas g, Optional<double[]> truth) {
    Matrix m = g.kernel();
    double[][] kernel = new double[m.rows()][m.columns()];
    for (int r = 0; r < m.rows(); r++) {
      for (int c = 0; c < m.columns(); c++) {
        kernel[r][c] = m.get(r, c);
      }
    }
    return new GasView(
        g.gas().name(), g.valuePpm(), g.uncertaintyPpm(), g.priorPpm(), kernel, g.dofs(), truth);
  }
}
