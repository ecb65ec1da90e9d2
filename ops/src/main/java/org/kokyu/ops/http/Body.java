package org.kokyu.ops.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The content of an answer. */
public interface Body {

  long length();

  void writeTo(OutputStream out) throws IOException;

  static Body of(byte[] content) {
    return new Body() {
      @Override
      public long length() {
        return content.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(content);
      }
    };
  }

  /** Bytes of a file, from the first on. */
  static Body of(Path file, long first, long length) {
    return new Body() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
          in.skipNBytes(first);
          byte[] buffer = new byte[1 << 16];
          long left = length;
          while (left > 0) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
              throw new IOException(file + " became shorter while it was sent");
            }
            out.write(buffer, 0, n);
            left -= n;
          }
        }
      }
    };
  }
}
