package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.scheduler.flow.FileHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file, or the NetCDF files of a folder, read once and kept while they do not change. A broken
 * file of a folder is reported once and left out; a broken single file is an error. Thread-safe.
 *
 * @param <S> what a file is read as
 */
public final class AncillaryFiles<S> {
  private static final Logger log = LoggerFactory.getLogger(AncillaryFiles.class);
  private static final int MAX_FILES = 256;

  /**
   * A read file.
   *
   * @param ref name and hash, for provenance
   */
  public record Opened<S>(InputRef ref, S source) {}

  private record Key(Path path, long bytes, long modifiedMillis) {}

  private final Path place;
  private final Function<Path, S> reader;
  private final Consumer<S> release;
  private final Map<Key, List<Opened<S>>> read =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, List<Opened<S>>> eldest) {
          boolean evicted = size() > MAX_FILES;
          if (evicted) {
            eldest.getValue().forEach(f -> release.accept(f.source()));
          }
          return evicted;
        }
      };

  /**
   * @param place file or folder
   */
  public AncillaryFiles(Path place, Function<Path, S> reader) {
    this(place, reader, source -> {});
  }

  /**
   * @param place file or folder
   * @param release called with what is not kept any longer
   */
  public AncillaryFiles(Path place, Function<Path, S> reader, Consumer<S> release) {
    this.place = place;
    this.reader = reader;
    this.release = release;
  }

  /** The files that are there now, sorted by name. */
  public synchronized List<Opened<S>> current() {
    List<Opened<S>> all = new ArrayList<>();
    try {
      if (!Files.isDirectory(place)) {
        all.addAll(opened(place, true));
        return all;
      }
      List<Path> files;
      try (Stream<Path> list = Files.list(place)) {
        files = list.filter(AncillaryFiles::isNetcdf).sorted().toList();
      }
      for (Path file : files) {
        all.addAll(opened(file, false));
      }
      return all;
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException(place + ": no such file or folder", e);
    } catch (IOException e) {
      throw new UnavailableInputException(place + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isNetcdf(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".nc") && !name.startsWith(".") && Files.isRegularFile(file);
  }

  private List<Opened<S>> opened(Path file, boolean alone) throws IOException {
    Key key = new Key(file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
    List<Opened<S>> known = read.get(key);
    if (known != null) {
      return known;
    }
    List<Opened<S>> result = List.of();
    try {
      result =
          List.of(
              new Opened<>(
                  new InputRef(file.getFileName().toString(), FileHash.sha256(file)),
                  reader.apply(file)));
    } catch (MalformedInputException e) {
      if (alone) {
        throw e;
      }
      log.warn("{} is left out: {}", file, e.getMessage());
    }
    read.put(key, result);
    return result;
  }
}
