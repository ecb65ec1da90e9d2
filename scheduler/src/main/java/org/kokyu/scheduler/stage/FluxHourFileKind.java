package org.kokyu.scheduler.stage;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.kokyu.ops.publish.FireRow;
import org.kokyu.ops.publish.GppProduct;
import org.kokyu.ops.publish.MapReader;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.scheduler.feed.FileIdentity;
import org.kokyu.scheduler.feed.FileKind;

/**
 * Our own products of slots, from the archive: an hour on a grid is a unit, every revision of a
 * slot's product a part of it, so that a late or better slot makes the hour due again. Thread-safe.
 */
public final class FluxHourFileKind implements FileKind {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuuMMdd_HH").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SLOT =
      DateTimeFormatter.ofPattern("HHmm").withZone(ZoneOffset.UTC);

  private final boolean withFires;

  /**
   * @param withFires whether an hour waits for the fires of its slots
   */
  public FluxHourFileKind(boolean withFires) {
    this.withFires = withFires;
  }

  /** Other products of the archive are no business of this feed. */
  @Override
  public FileIdentity identify(String fileName) {
    Optional<ProductNames.SlotProduct> parsed = ProductNames.parseSlotProduct(fileName);
    if (parsed.isEmpty()) {
      return new FileIdentity.Unwanted();
    }
    ProductNames.SlotProduct p = parsed.get();
    Instant hour = p.slot().truncatedTo(ChronoUnit.HOURS);
    return new FileIdentity.Wanted(
        "FLUX_%s_%s".formatted(HOUR.format(hour), p.grid()),
        "%s_%s_r%d".formatted(p.kind(), SLOT.format(p.slot()), p.revision()),
        hour);
  }

  @Override
  public void check(Path file) {
    ProductNames.SlotProduct name =
        ProductNames.parseSlotProduct(String.valueOf(file.getFileName())).orElseThrow();
    switch (name.kind()) {
      case "FIRE" -> FireRow.read(file);
      case "GPP" -> GppProduct.open(file).close();
      default -> MapReader.open(file).close();
    }
  }

  @Override
  public boolean isComplete(Set<String> parts, Set<String> coming) {
    return slots(parts, "GPP") == FluxInputs.SLOTS_PER_HOUR
        && slots(parts, "LST") == FluxInputs.SLOTS_PER_HOUR
        && (!withFires || slots(parts, "FIRE") == FluxInputs.SLOTS_PER_HOUR);
  }

  private static long slots(Set<String> parts, String kind) {
    return parts.stream()
        .filter(p -> p.startsWith(kind))
        .map(p -> p.substring(0, p.lastIndexOf('_')))
        .distinct()
        .count();
  }
}
