package org.kokyu.ops.alert;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.kokyu.core.event.LandEvent;

/**
 * One message about an event.
 *
 * @param identifier {@code kokyu-<event>-r<number>}
 * @param sent time of the newest input of the product that it rests on, whole seconds; not the
 *     clock, so that the same product makes the same message
 * @param expires until when it holds
 * @param references earlier messages about the event that it replaces, {@code
 *     sender,identifier,sent}
 * @param source file name of the product that shows the event
 */
public record CapMessage(
    String identifier,
    String sender,
    Instant sent,
    Instant expires,
    AlertSettings.Status status,
    Type type,
    List<String> references,
    LandEvent event,
    String source) {
  private static final Pattern IDENTIFIER =
      Pattern.compile("kokyu-[a-z_]+-(\\d{4})(\\d{2})(\\d{2})T\\d{4}Z-[a-z0-9-]+-r\\d{1,6}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'-00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** What a message does. */
  public enum Type {
    ALERT("Alert"),
    UPDATE("Update"),
    CANCEL("Cancel");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    /** The word of the protocol. */
    public String label() {
      return label;
    }

    /** Spelling in metrics. */
    public String metric() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public CapMessage {
    Objects.requireNonNull(sent, "sent");
    references = List.copyOf(references);
    if (!isIdentifier(identifier)) {
      throw new IllegalArgumentException("not an identifier of ours: " + identifier);
    }
  }

  /** Whether a text has the form of our identifiers. */
  public static boolean isIdentifier(String text) {
    return IDENTIFIER.matcher(text).matches();
  }

  /** Time as the protocol wants it: UTC is {@code -00:00}. */
  public static String time(Instant t) {
    return TIME.format(t);
  }

  /** How later messages name this one. */
  public String reference() {
    return sender + "," + identifier + "," + time(sent);
  }

  /** Place of its file below the archive. */
  public String relativePath() {
    return relativePath(identifier);
  }

  /** Place of a message's file below the archive, from its identifier alone. */
  public static String relativePath(String identifier) {
    var m = IDENTIFIER.matcher(identifier);
    if (!m.matches()) {
      throw new IllegalArgumentException("not an identifier of ours: " + identifier);
    }
    return "alerts/%s/%s/%s/%s.cap.xml".formatted(m.group(1), m.group(2), m.group(3), identifier);
  }
}
