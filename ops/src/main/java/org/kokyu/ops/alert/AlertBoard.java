package org.kokyu.ops.alert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The published messages, newest first, as the web pages show them. Reads what is in the archive
 * once at the start and is told of each further one. Keeps the last {@value #MOST}. Thread-safe.
 */
public final class AlertBoard {
  private static final int MOST = 1000;

  /**
   * A published message.
   *
   * @param event identifier of its event
   * @param type Alert, Update or Cancel
   * @param fields further elements of the message and of its first info block, by name
   */
  public record Entry(
      String identifier,
      String event,
      String type,
      Instant sent,
      Instant expires,
      Map<String, String> fields) {
    public Entry {
      fields = Map.copyOf(fields);
    }
  }

  private final Path archive;
  private final Map<String, Entry> entries = new HashMap<>();

  private AlertBoard(Path archive) {
    this.archive = archive.toAbsolutePath().normalize();
  }

  /** The messages of an archive; files that cannot be read are left out. */
  public static AlertBoard of(Path archive) {
    AlertBoard board = new AlertBoard(archive);
    Path folder = board.archive.resolve("alerts");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder, 4)) {
        files
            .filter(f -> f.getFileName().toString().endsWith(".cap.xml"))
            .sorted(Comparator.reverseOrder()) // the folders are days
            .limit(MOST)
            .forEach(board::read);
      } catch (IOException | java.io.UncheckedIOException e) {
        // what is not listed is still found by its identifier
      }
    }
    return board;
  }

  private void read(Path file) {
    try {
      put(Files.readAllBytes(file));
    } catch (IOException | IllegalArgumentException e) {
      // not a message of ours
    }
  }

  /** Adds a published message. */
  public void put(byte[] xml) {
    Entry entry = parse(xml);
    synchronized (entries) {
      entries.put(entry.identifier(), entry);
      if (entries.size() > MOST) {
        List<Entry> all = sorted();
        entries.remove(all.get(all.size() - 1).identifier());
      }
    }
  }

  /** All messages, newest first. */
  public List<Entry> all() {
    synchronized (entries) {
      return sorted();
    }
  }

  private List<Entry> sorted() {
    List<Entry> all = new ArrayList<>(entries.values());
    all.sort(
        Comparator.comparing(Entry::sent)
            .thenComparing(e -> e.identifier().length())
            .thenComparing(Entry::identifier)
            .reversed());
    return all;
  }

  /**
   * The last message of every event, newest first, that still holds at a time, or held when the
   * newest message was sent: observations may be older than the clock.
   */
  public List<Entry> current(Instant now) {
    List<Entry> all = all();
    Instant newest = all.isEmpty() ? now : all.get(0).sent();
    Instant at = newest.isBefore(now) ? newest : now;
    Set<String> seen = new HashSet<>();
    return all.stream().filter(e -> seen.add(e.event()) && e.expires().isAfter(at)).toList();
  }

  /** The file of a message, by its identifier. */
  public Optional<byte[]> file(String identifier) {
    if (!CapMessage.isIdentifier(identifier)) {
      return Optional.empty();
    }
    Path file = archive.resolve(CapMessage.relativePath(identifier));
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The list as an Atom feed (RFC 4287) of the messages that hold. */
  public byte[] atom(Instant now) {
    List<Entry> current = current(now);
    StringBuilder text = new StringBuilder();
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .append("<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:cap=\"")
        .append(CapXml.NAMESPACE)
        .append("\">\n  <id>urn:kokyu:alerts</id>\n  <title>Kokyu alerts</title>\n  <updated>")
        .append(current.stream().map(Entry::sent).findFirst().orElse(Instant.EPOCH))
        .append("</updated>\n  <author><name>Kokyu</name></author>\n")
        .append("  <link rel=\"self\" href=\"/alerts/atom.xml\"/>\n");
    for (Entry e : current) {
      text.append("  <entry>\n    <id>urn:kokyu:alert:")
          .append(escaped(e.identifier()))
          .append("</id>\n    <title>")
          .append(escaped(e.fields().getOrDefault("headline", e.identifier())))
          .append("</title>\n    <updated>")
          .append(e.sent())
          .append("</updated>\n    <link type=\"application/cap+xml\" href=\"/alerts/")
          .append(escaped(e.identifier()))
          .append(".cap.xml\"/>\n    <summary>")
          .append(escaped(e.fields().getOrDefault("description", "")))
          .append("</summary>\n    <cap:status>")
          .append(escaped(e.fields().getOrDefault("status", "")))
          .append("</cap:status>\n    <cap:msgType>")
          .append(escaped(e.type()))
          .append("</cap:msgType>\n    <cap:severity>")
          .append(escaped(e.fields().getOrDefault("severity", "")))
          .append("</cap:severity>\n    <cap:expires>")
          .append(CapMessage.time(e.expires()))
          .append("</cap:expires>\n  </entry>\n");
    }
    return text.append("</feed>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static Entry parse(byte[] xml) {
    Map<String, String> fields = new LinkedHashMap<>();
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
      String name = "";
      while (reader.hasNext()) {
        int kind = reader.next();
        if (kind == XMLStreamConstants.START_ELEMENT) {
          name = reader.getLocalName();
        } else if (kind == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace()) {
          fields.putIfAbsent(name, reader.getText());
        }
      }
      return new Entry(
          fields.getOrDefault("identifier", ""),
          fields.getOrDefault("incidents", ""),
          fields.getOrDefault("msgType", ""),
          OffsetDateTime.parse(fields.getOrDefault("sent", "")).toInstant(),
          OffsetDateTime.parse(fields.getOrDefault("expires", "")).toInstant(),
          fields);
    } catch (XMLStreamException | java.time.DateTimeException e) {
      throw new IllegalArgumentException("not a message: " + e.getMessage(), e);
    }
  }
}
