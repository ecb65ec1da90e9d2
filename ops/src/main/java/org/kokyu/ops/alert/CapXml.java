package org.kokyu.ops.alert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.kokyu.core.event.LandEvent;
import org.xml.sax.SAXException;

/**
 * Messages as XML of the Common Alerting Protocol 1.2 (OASIS Standard, 1 July 2010), each checked
 * against the standard's schema before it leaves. Same message, same bytes. Thread-safe.
 */
public final class CapXml {
  /** Namespace of the protocol. */
  public static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

  private CapXml() {}

  /** Loaded when first needed. */
  private static final class Loaded {
    private static final Schema SCHEMA = load();

    private static Schema load() {
      try (InputStream in = CapXml.class.getResourceAsStream("CAP-v1.2.xsd")) {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        return factory.newSchema(new StreamSource(in));
      } catch (SAXException | IOException e) {
        throw new IllegalStateException("the schema of the protocol cannot be read", e);
      }
    }
  }

  /**
   * Checks a message against the schema.
   *
   * @throws IllegalArgumentException naming the first mistake
   */
  public static void validate(byte[] xml) {
    try {
      Validator validator = Loaded.SCHEMA.newValidator();
      validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      validator.validate(new StreamSource(new ByteArrayInputStream(xml)));
    } catch (SAXException e) {
      throw new IllegalArgumentException("not a message of CAP 1.2: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The message, valid against the schema. */
  public static byte[] of(CapMessage message) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml;
      synchronized (FACTORY) {
        xml = FACTORY.createXMLStreamWriter(text);
      }
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("alert");
      xml.writeDefaultNamespace(NAMESPACE);
      head(xml, message);
      info(xml, message, CapWords.ENGLISH);
      info(xml, message, CapWords.JAPANESE);
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a message cannot be written", e);
    }
    byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    validate(bytes);
    return bytes;
  }

  private static void head(XMLStreamWriter xml, CapMessage m) throws XMLStreamException {
    element(xml, 1, "identifier", m.identifier());
    element(xml, 1, "sender", m.sender());
    element(xml, 1, "sent", CapMessage.time(m.sent()));
    element(xml, 1, "status", m.status().label());
    element(xml, 1, "msgType", m.type().label());
    element(xml, 1, "source", m.source());
    element(xml, 1, "scope", "Public");
    if (m.event().end().isPresent()) {
      element(xml, 1, "note", "ended: " + m.event().end().get());
    }
    if (!m.references().isEmpty()) {
      element(xml, 1, "references", String.join(" ", m.references()));
    }
    element(xml, 1, "incidents", m.event().id());
  }

  private static void info(XMLStreamWriter xml, CapMessage m, CapWords words)
      throws XMLStreamException {
    LandEvent e = m.event();
    CapGrading grading = CapGrading.of(e);
    open(xml, 1, "info");
    element(xml, 2, "language", words.language());
    element(xml, 2, "category", grading.category());
    element(xml, 2, "event", words.event(e.kind()));
    element(xml, 2, "responseType", e.end().isPresent() ? "AllClear" : "Monitor");
    element(xml, 2, "urgency", grading.urgency());
    element(xml, 2, "severity", grading.severity());
    element(xml, 2, "certainty", grading.certainty());
    element(xml, 2, "effective", CapMessage.time(m.sent()));
    element(xml, 2, "onset", CapMessage.time(e.start()));
    element(xml, 2, "expires", CapMessage.time(m.expires()));
    element(xml, 2, "senderName", "Kokyu");
    element(xml, 2, "headline", words.headline(m));
    element(xml, 2, "description", words.description(m));
    parameter(xml, "strength", text("%.1f %s", e.strength().now(), e.strength().unit()));
    parameter(xml, "strength_peak", text("%.1f %s", e.strength().peak(), e.strength().unit()));
    parameter(xml, "area_km2", text("%.1f", e.place().areaKm2()));
    parameter(xml, "confidence", text("%.2f", e.evidence().confidence()));
    parameter(xml, "seen", text("%d of %d", e.evidence().seen(), e.evidence().of()));
    parameter(xml, "latest", CapMessage.time(e.latest()));
    if (e.strength().impactTgC().isPresent()) {
      parameter(xml, "impact_tgc", text("%.4g", e.strength().impactTgC().get()));
      parameter(
          xml, "impact_error_tgc", text("%.4g", e.strength().impactErrorTgC().orElse(Double.NaN)));
    }
    open(xml, 2, "area");
    element(xml, 3, "areaDesc", words.place(e.place()));
    for (List<LandEvent.Point> ring : e.place().outlines()) {
      element(xml, 3, "polygon", polygon(ring));
    }
    close(xml, 2);
    close(xml, 1);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String polygon(List<LandEvent.Point> ring) {
    return ring.stream()
        .map(p -> String.format(Locale.ROOT, "%.4f,%.4f", p.latitudeDeg(), p.longitudeDeg()))
        .collect(Collectors.joining(" "));
  }

  private static void parameter(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    open(xml, 2, "parameter");
    element(xml, 3, "valueName", name);
    element(xml, 3, "value", value);
    close(xml, 2);
  }

  private static void open(XMLStreamWriter xml, int depth, String name) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(name);
  }

  private static void close(XMLStreamWriter xml, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, int depth, String name, String value)
      throws XMLStreamException {
    open(xml, depth, name);
    xml.writeCharacters(value);
    xml.writeEndElement();
  }
}
