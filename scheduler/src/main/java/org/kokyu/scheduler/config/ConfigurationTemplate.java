package org.kokyu.scheduler.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.kokyu.core.result.ConfigurationException;

/** The commented configuration that a user starts from. */
public final class ConfigurationTemplate {
  private ConfigurationTemplate() {}

  /** The template's text. */
  public static String text() {
    try (InputStream in = ConfigurationTemplate.class.getResourceAsStream("template.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * Writes the template to a new file.
   *
   * @throws ConfigurationException if the file exists or cannot be written
   */
  public static void write(Path file) {
    try {
      Files.writeString(file, text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new ConfigurationException(file + ": exists already and is left as it is", e);
    } catch (IOException e) {
      throw new ConfigurationException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
