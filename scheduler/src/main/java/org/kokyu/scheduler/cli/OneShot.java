package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.ops.publish.AtomicPublisher;
import org.kokyu.scheduler.flow.FileHash;
import org.kokyu.scheduler.flow.FileWriter;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.flow.StopSignal;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.ledger.InputFile;

/** What the commands that process given files once have in common. */
final class OneShot implements AutoCloseable {
  private final Path out;
  private final ExecutorService helpers;
  private final int threads;

  /**
   * @param out folder of the products, created if missing
   * @param threads the calling one included
   */
  OneShot(Path out, int threads) {
    this.out = out;
    this.threads = threads;
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new ConfigurationException("--out " + out + ": cannot be created: " + e, e);
    }
    helpers =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            r -> {
              Thread t = new Thread(r, "helper");
              t.setDaemon(true);
              return t;
            });
  }

  /** A given file as an input of a stage. */
  static InputFile input(long id, Path file, Instant observed) {
    try {
      return new InputFile(
          id, file.toAbsolutePath(), FileHash.sha256(file.toRealPath()), "", observed, observed);
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Does independent things side by side. */
  void sideBySide(int count, IntConsumer task) {
    BlockLoop.run(helpers, threads - 1, count, task);
  }

  UnitWork work(String key, Instant observed, List<InputFile> inputs) {
    return new UnitWork(key, observed, 0, inputs, helpers, threads - 1, new StopSignal());
  }

  /**
   * Writes the product into the folder; a file of that name is replaced, because the user asked for
   * it.
   */
  Path write(StageResult.Product product) {
    String path = product.relativePath();
    return write(path.substring(path.lastIndexOf('/') + 1), product.writer());
  }

  /** As {@link #write(StageResult.Product)} for a file of any name. */
  Path write(String name, FileWriter writer) {
    return publish(name, writer).path();
  }

  /** Writes the product into the folder, to be the input of another one. */
  InputFile writeInput(StageResult.Product product) {
    String path = product.relativePath();
    AtomicPublisher.Published made =
        publish(path.substring(path.lastIndexOf('/') + 1), product.writer());
    return new InputFile(0, made.path(), made.sha256(), "", product.observed(), product.observed());
  }

  private AtomicPublisher.Published publish(String name, FileWriter writer) {
    try {
      Files.deleteIfExists(out.resolve(name));
      return AtomicPublisher.publish(out, name, writer::write);
    } catch (IOException e) {
      throw new ConfigurationException(
          "--out %s: %s cannot be written: %s".formatted(out, name, e.getMessage()), e);
    }
  }

  /** The helping threads. */
  Executor executor() {
    return helpers;
  }

  @Override
  public void close() {
    helpers.shutdownNow();
  }
}
