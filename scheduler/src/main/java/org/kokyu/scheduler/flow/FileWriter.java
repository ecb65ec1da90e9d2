package org.kokyu.scheduler.flow;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the bytes of a product; the same bytes every time. */
@FunctionalInterface
public interface FileWriter {
  void write(Path file) throws IOException;
}
