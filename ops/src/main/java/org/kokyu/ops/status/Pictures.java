package org.kokyu.ops.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kokyu.core.port.ProductCatalogue;
import org.kokyu.core.port.ProductCatalogue.ProductRow;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.ops.http.Response;
import org.kokyu.ops.http.Route;
import org.kokyu.ops.publish.LstProduct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of the status page, drawn from the newest published files and kept until newer ones
 * are there. Thread-safe.
 */
public final class Pictures {
  static final String MAP = "/status/lst.png";
  static final String PROFILE = "/status/profile.svg";
  private static final Logger log = LoggerFactory.getLogger(Pictures.class);
  private static final String LST = "lst";
  private static final int MAX_CELLS = 1_100_000;
  private static final List<String> PROFILES = List.of("profile_gosat2", "profile_gosat");

  /** Reads the profile of a file that is most worth showing; empty when it has none. */
  public interface ProfileReader {
    Optional<ProfileView> read(Path file);
  }

  private final Path archive;
  private final ProductCatalogue catalogue;
  private final ProfileReader profiles;
  private final Map<String, Drawn> drawn = new LinkedHashMap<>();

  private record Drawn(long productId, byte[] picture) {}

  /**
   * @param archive root of the published files
   */
  public Pictures(Path archive, ProductCatalogue catalogue, ProfileReader profiles) {
    this.archive = archive;
    this.catalogue = catalogue;
    this.profiles = profiles;
  }

  Optional<ProductRow> mapProduct() {
    return catalogue.latest(LST);
  }

  Optional<ProductRow> profileProduct() {
    ProductRow newest = null;
    for (String kind : PROFILES) {
      Optional<ProductRow> p = catalogue.latest(kind);
      if (p.isPresent()
          && (newest == null || p.get().observationTime().isAfter(newest.observationTime()))) {
        newest = p.get();
      }
    }
    return Optional.ofNullable(newest);
  }

  /** By address. */
  public Map<String, Route> routes() {
    return Map.of(
        MAP,
        r ->
            picture(
                MAP,
                "image/png",
                mapProduct(),
                file -> Optional.of(LstMap.png(LstProduct.readOverview(file, MAX_CELLS)))),
        PROFILE,
        r ->
            picture(
                PROFILE,
                "image/svg+xml",
                profileProduct(),
                file ->
                    profiles
                        .read(file)
                        .map(v -> ProfilePlot.svg(v).getBytes(StandardCharsets.UTF_8))));
  }

  private interface Drawing {
    Optional<byte[]> of(Path file);
  }

  private Response picture(
      String address, String type, Optional<ProductRow> product, Drawing drawing) {
    if (product.isEmpty()) {
      return Response.problem(404, "Not Found", "no product to draw yet");
    }
    synchronized (drawn) {
      Drawn old = drawn.get(address);
      if (old != null && old.productId() == product.get().id()) {
        return Response.of(type, old.picture());
      }
      try {
        Optional<byte[]> picture = drawing.of(archive.resolve(product.get().relativePath()));
        if (picture.isPresent()) {
          drawn.put(address, new Drawn(product.get().id(), picture.get()));
          return Response.of(type, picture.get());
        }
      } catch (MalformedInputException | UnavailableInputException e) {
        log.warn("{} cannot be drawn: {}", product.get().fileName(), e.getMessage());
      }
      return old != null
          ? Response.of(type, old.picture())
          : Response.problem(404, "Not Found", "the newest product has nothing to draw");
    }
  }
}
