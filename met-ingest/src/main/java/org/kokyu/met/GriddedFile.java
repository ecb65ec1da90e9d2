package org.kokyu.met;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import ucar.nc2.NetcdfFile;
import ucar.nc2.iosp.netcdf3.N3header;

/**
 * A NetCDF file of gridded fields: weather or model fields on latitude, longitude, levels and time.
 *
 * <p>Variables are found by CF standard name or a usual name ({@link GridRole}); axes may run
 * either way, longitudes from 0 to 360 or from −180 to 180; levels are pressures, hybrid sigma
 * pressure levels with {@code formula_terms}, or a pressure field on the same dimensions. Fields
 * are read in tiles when they are asked for; the file stays on disk and must not change.
 * Thread-safe.
 */
public final class GriddedFile implements MeteorologyFile, PriorFile {
  static {
    // the library would read zeros behind the end of a file that was cut short
    N3header.disallowFileTruncation = true;
  }

  private final Path path;
  private final String name;
  private final long bytes;
  private final FileTime modified;
  private final GridLayout layout;
  private final Map<GridRole, GridField> fields = new EnumMap<>(GridRole.class);
  private NetcdfFile nc;

  private GriddedFile(Path path, NetcdfFile nc) throws IOException {
    this.path = path;
    this.name = String.valueOf(path.getFileName());
    this.bytes = Files.size(path);
    this.modified = Files.getLastModifiedTime(path);
    this.nc = nc;
    this.layout = GridLayout.read(name, nc);
    for (GridRole role : GridRole.values()) {
      layout.find(nc, role).ifPresent(v -> fields.put(role, new GridField(this, layout, role, v)));
    }
  }

  /**
   * Opens a file and reads its axes.
   *
   * @throws MalformedInputException if axes or units cannot be used; names file and variable
   */
  public static GriddedFile open(Path path) {
    NetcdfFile nc = library(path);
    try {
      return new GriddedFile(path, nc);
    } catch (IOException e) {
      throw new UnavailableInputException(path + ": cannot be read: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      close(nc);
      throw e;
    }
  }

  /**
   * Whether a file holds fields on a grid, rather than rows of soundings.
   *
   * @throws MalformedInputException if it is no NetCDF file
   */
  static boolean isGridded(Path path) {
    NetcdfFile nc = library(path);
    try {
      return nc.findDimension("sounding") == null && GridLayout.hasGrid(nc);
    } finally {
      close(nc);
    }
  }

  private static NetcdfFile library(Path path) {
    String name = String.valueOf(path.getFileName());
    refuseOthers(path, name);
    try {
      return NetcdfFile.open(path.toString());
    } catch (IOException | RuntimeException e) {
      boolean cut = String.valueOf(e.getMessage()).contains("truncated");
      throw new MalformedInputException(
          cut ? InputFault.TRUNCATED : InputFault.WRONG_FORMAT,
          "%s: complete NetCDF file expected, found %s".formatted(name, e.getMessage()),
          e);
    }
  }

  /** What the library would unpack beside the file, and what it has no reader for. */
  private static void refuseOthers(Path path, String name) {
    byte[] first = new byte[4];
    try (SeekableByteChannel in = Files.newByteChannel(path)) {
      ByteBuffer buffer = ByteBuffer.wrap(first);
      while (buffer.hasRemaining() && in.read(buffer) >= 0) {
        // until four bytes are there or the file ends
      }
      if (in.size() == 0) {
        throw new MalformedInputException(InputFault.EMPTY, name + ": no bytes, NetCDF expected");
      }
    } catch (IOException e) {
      throw new UnavailableInputException(path + ": cannot be read: " + e.getMessage(), e);
    }
    if (new String(first, StandardCharsets.US_ASCII).equals("GRIB")) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED,
          name
              + ": NetCDF expected, found GRIB; convert it with 'cdo -f nc copy IN OUT.nc' or"
              + " 'grib_to_netcdf -o OUT.nc IN'");
    }
    if (name.toLowerCase(Locale.ROOT).matches(".*\\.(gz|gzip|bz2|zip|z)")) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED, name + ": unpacked NetCDF expected, found a packed file");
    }
  }

  String name() {
    return name;
  }

  /** Names the file in messages and sources. */
  @Override
  public String toString() {
    return name;
  }

  GridLayout layout() {
    return layout;
  }

  Optional<GridField> field(GridRole role) {
    return Optional.ofNullable(fields.get(role));
  }

  /** Times of the fields, microseconds since 1970, ascending. */
  long[] timesMicros() {
    return layout.timesMicros();
  }

  /** When the forecast that the fields belong to was started, where the file says so. */
  OptionalLong referenceMicros() {
    return layout.referenceMicros();
  }

  /** Quantities and times in one line, for people. */
  public String summary() {
    long[] times = timesMicros();
    return "gridded fields of %s at %d times from %s to %s"
        .formatted(
            fields.isEmpty()
                ? "no known quantity"
                : fields.keySet().stream().map(GridRole::label).collect(Collectors.joining(", ")),
            times.length,
            Instant.EPOCH.plus(times[0], ChronoUnit.MICROS),
            Instant.EPOCH.plus(times[times.length - 1], ChronoUnit.MICROS));
  }

  /** The open file; opened again after {@link #release}. Callers hold this object's lock. */
  NetcdfFile library() {
    if (nc == null) {
      try {
        if (Files.size(path) != bytes || !Files.getLastModifiedTime(path).equals(modified)) {
          throw new UnavailableInputException(path + ": has changed since it was opened");
        }
      } catch (IOException e) {
        throw new UnavailableInputException(path + ": cannot be read: " + e.getMessage(), e);
      }
      nc = library(path);
    }
    return nc;
  }

  /** Gives the handle of the file back; it is opened again when it is needed. */
  public synchronized void release() {
    if (nc != null) {
      close(nc);
      nc = null;
    }
  }

  private static void close(NetcdfFile nc) {
    try {
      nc.close();
    } catch (IOException e) {
      throw new UnavailableInputException(nc.getLocation() + ": cannot be closed", e);
    }
  }
}
