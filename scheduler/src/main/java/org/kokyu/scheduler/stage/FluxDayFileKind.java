package org.kokyu.scheduler.stage;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.kokyu.ops.publish.FluxProduct;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.scheduler.feed.FileIdentity;
import org.kokyu.scheduler.feed.FileKind;

/** Our own flux maps of hours, from the archive: a UTC day on a grid is a unit. Thread-safe. */
public final class FluxDayFileKind implements FileKind {
  private static final int HOURS = 24;

  @Override
  public FileIdentity identify(String fileName) {
    Optional<ProductNames.FluxName> parsed =
        ProductNames.parseFlux(fileName).filter(n -> !n.daily());
    if (parsed.isEmpty()) {
      return new FileIdentity.Unwanted();
    }
    ProductNames.FluxName n = parsed.get();
    Instant day = n.begin().truncatedTo(ChronoUnit.DAYS);
    return new FileIdentity.Wanted(
        "FLUX_%s_%s".formatted(day.toString().substring(0, 10), n.grid()),
        "%s_r%d".formatted(n.begin().toString().substring(11, 13), n.revision()),
        day);
  }

  @Override
  public void check(Path file) {
    FluxProduct.open(file).close();
  }

  @Override
  public boolean isComplete(Set<String> parts, Set<String> coming) {
    return parts.stream().map(p -> p.substring(0, 2)).distinct().count() == HOURS;
  }
}
