package org.kokyu.scheduler.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.scheduler.feed.FileIdentity;
import org.kokyu.scheduler.feed.FileKind;

/** Files {@code TOY_yyyyMMddTHHmm_part.dat} that start with the letters TOY. */
public final class ToyKind implements FileKind {
  private static final Pattern NAME =
      Pattern.compile("TOY_(\\d{8}T\\d{4})_([a-z]\\d*)\\.(dat|alt)");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm");

  private final Set<String> parts;

  public ToyKind(String... parts) {
    this.parts = Set.of(parts);
  }

  @Override
  public FileIdentity identify(String fileName) {
    Matcher m = NAME.matcher(fileName);
    if (!m.matches()) {
      return new FileIdentity.Foreign();
    }
    if (!parts.contains(m.group(2))) {
      return new FileIdentity.Unwanted();
    }
    return new FileIdentity.Wanted(
        m.group(1), m.group(2), LocalDateTime.parse(m.group(1), TIME).toInstant(ZoneOffset.UTC));
  }

  @Override
  public void check(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length == 0) {
        throw new MalformedInputException(
            InputFault.EMPTY, file.getFileName() + ": at least 3 bytes expected, 0 found");
      }
      if (new String(bytes, java.nio.charset.StandardCharsets.UTF_8).equals("TOY unreadable")) {
        throw new UnavailableInputException("permission denied"); // tests may run as root
      }
      if (bytes.length < 3 || bytes[0] != 'T' || bytes[1] != 'O' || bytes[2] != 'Y') {
        throw new MalformedInputException(
            InputFault.WRONG_FORMAT, file.getFileName() + ": TOY expected at byte 0");
      }
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean isComplete(Set<String> there, Set<String> coming) {
    return there.containsAll(parts);
  }
}
