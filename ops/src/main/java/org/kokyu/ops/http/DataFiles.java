package org.kokyu.ops.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kokyu.core.port.ProductCatalogue;
import org.kokyu.core.port.ProductCatalogue.ProductRow;

/**
 * Serves published files, and only those: the address is looked up in the catalogue, never on the
 * disk. One byte range per request; further ranges are answered with the whole file. Thread-safe.
 */
public final class DataFiles implements Route {
  /** Start of the addresses. */
  public static final String PREFIX = "/data/";

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private final Path archive;
  private final ProductCatalogue catalogue;

  /**
   * @param archive root of the published files
   */
  public DataFiles(Path archive, ProductCatalogue catalogue) {
    this.archive = archive.toAbsolutePath().normalize();
    this.catalogue = catalogue;
  }

  @Override
  public Response answer(Request request) {
    String relative = request.path().substring(PREFIX.length());
    Optional<ProductRow> row =
        catalogue
            .byFileName(relative.substring(relative.lastIndexOf('/') + 1))
            .filter(p -> p.relativePath().equals(relative));
    if (row.isEmpty()) {
      return Response.problem(404, "Not Found", "no product of this name; see /api/v1/products");
    }
    Path file = archive.resolve(row.get().relativePath()).normalize();
    try {
      if (!file.startsWith(archive) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Response.problem(404, "Not Found", "the file is not in the archive");
      }
      return serve(request, row.get(), file, Files.size(file));
    } catch (IOException e) {
      return Response.problem(404, "Not Found", "the file is not in the archive");
    }
  }

  private static Response serve(Request request, ProductRow row, Path file, long size) {
    String tag = "\"" + row.sha256() + "\"";
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", tag);
    headers.put("Accept-Ranges", "bytes");
    headers.put("Cache-Control", "public, max-age=31536000, immutable");
    headers.put(
        "Repr-Digest",
        "sha-256=:%s:"
            .formatted(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(row.sha256()))));
    String type =
        row.fileName().endsWith(".nc") ? "application/x-netcdf" : "application/octet-stream";
    if (request.header().first("If-None-Match").filter(v -> v.contains(tag)).isPresent()) {
      return new Response(304, type, headers, Body.of(new byte[0]));
    }
    Optional<Matcher> range =
        request
            .header()
            .first("Range")
            .map(RANGE::matcher)
            .filter(Matcher::matches)
            .filter(m -> !m.group(1).isEmpty() || !m.group(2).isEmpty())
            .filter(m -> request.header().first("If-Range").map(tag::equals).orElse(true));
    if (range.isEmpty()) {
      return new Response(200, type, headers, Body.of(file, 0, size));
    }
    long first;
    long last;
    if (range.get().group(1).isEmpty()) {
      first = Math.max(0, size - Long.parseLong(range.get().group(2)));
      last = size - 1;
    } else {
      first = Long.parseLong(range.get().group(1));
      String end = range.get().group(2);
      last = end.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(end));
    }
    if (first > last) {
      return Response.problem(416, "Range Not Satisfiable", "the file has " + size + " bytes")
          .withHeader("Content-Range", "bytes */" + size);
    }
    headers.put("Content-Range", "bytes %d-%d/%d".formatted(first, last, size));
    return new Response(206, type, headers, Body.of(file, first, last - first + 1));
  }
}
