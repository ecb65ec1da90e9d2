package org.kokyu.himawari;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Finds the development data; tests that need it are skipped aloud where it is absent. */
final class SharedData {
  private SharedData() {}

  static Path fixtures() {
    Path dir = Path.of(System.getProperty("kokyu.shared", "../../shared"), "data/ahi/hsd_fixtures");
    Assumptions.assumeTrue(
        Files.isDirectory(dir), () -> "skipped: no development data at " + dir.toAbsolutePath());
    return dir;
  }

  /** Maps, lists, numbers, text, booleans and null. */
  static Object json(Path file) throws IOException {
    try (JsonParser p = new JsonFactory().createParser(file.toFile())) {
      p.nextToken();
      return value(p);
    }
  }

  private static Object value(JsonParser p) throws IOException {
    return switch (p.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        while (p.nextToken() != JsonToken.END_OBJECT) {
          String key = p.currentName();
          p.nextToken();
          map.put(key, value(p));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (p.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(p));
        }
        yield list;
      }
      case VALUE_NUMBER_INT -> p.getLongValue();
      case VALUE_NUMBER_FLOAT -> p.getDoubleValue();
      case VALUE_STRING -> p.getText();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> null;
    };
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> rows(Object list) {
    return (List<Map<String, Object>>) list;
  }
}
