package org.kokyu.ops.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param headers beside content type and length
 */
public record Response(int status, String contentType, Map<String, String> headers, Body body) {
  static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";

  public Response {
    headers = Map.copyOf(headers);
  }

  public static Response of(String contentType, byte[] content) {
    return new Response(200, contentType, Map.of("Cache-Control", "no-cache"), Body.of(content));
  }

  public static Response text(String contentType, String content) {
    return of(contentType + "; charset=utf-8", content.getBytes(StandardCharsets.UTF_8));
  }

  /** An error as RFC 9457 says. */
  public static Response problem(int status, String title, String detail) {
    String json =
        JsonText.object(
            j -> {
              j.writeStringField("type", "about:blank");
              j.writeStringField("title", title);
              j.writeNumberField("status", status);
              j.writeStringField("detail", detail);
            });
    return new Response(status, PROBLEM, Map.of(), Body.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  public Response withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, contentType, more, body);
  }
}
