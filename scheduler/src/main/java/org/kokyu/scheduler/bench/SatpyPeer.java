package org.kokyu.scheduler.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kokyu.core.result.UnavailableInputException;

/** A running satpy that does one task after the other, so that its start is not in the figures. */
final class SatpyPeer implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter commands;
  private final String version;
  private final double importSeconds;

  /** What a task took. */
  record Cost(double wallSeconds, double processorSeconds) {}

  private SatpyPeer(Process process) throws IOException {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    String[] ready = String.valueOf(answers.readLine()).split(" ");
    if (!ready[0].equals("ready")) {
      process.destroy();
      throw new IOException("satpy does not start");
    }
    version = ready[1];
    importSeconds = Double.parseDouble(ready[2]);
  }

  /** Starts it, if this Python has satpy. */
  static Optional<SatpyPeer> start(String python, Path folder) throws IOException {
    Path script = folder.resolve("himawari_satpy.py");
    try (InputStream in = SatpyPeer.class.getResourceAsStream("himawari_satpy.py")) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    try {
      ProcessBuilder builder = new ProcessBuilder(python, script.toString());
      builder.redirectError(folder.resolve("satpy.log").toFile());
      return Optional.of(new SatpyPeer(builder.start()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  String version() {
    return version;
  }

  double importSeconds() {
    return importSeconds;
  }

  Cost bt(String saveTo, List<Path> files) throws IOException {
    return run("bt " + saveTo + " " + words(files));
  }

  Cost grid(String saveTo, Path cache, List<Path> files) throws IOException {
    return run("grid " + saveTo + " " + cache + " " + words(files));
  }

  private static String words(List<Path> files) {
    return files.stream().map(Path::toString).collect(Collectors.joining(" "));
  }

  private Cost run(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = String.valueOf(answers.readLine());
    String[] words = answer.split(" ");
    if (words.length != 2) {
      throw new UnavailableInputException("satpy: " + answer);
    }
    return new Cost(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
  }

  @Override
  public void close() throws IOException {
    commands.close();
    process.destroy();
  }
}
