package org.kokyu.himawari;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Buffered reading that hashes every byte of the file once, in passing. Not synchronised: used by
 * one thread.
 */
final class HashingInput extends InputStream {
  private final InputStream source;
  private final MessageDigest digest;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private boolean ended;

  HashingInput(InputStream source) {
    this.source = source;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    return position < limit || fill() ? buffer[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position >= limit && !fill()) {
      return -1;
    }
    int n = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, n);
    position += n;
    return n;
  }

  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    int n = source.read(buffer, 0, buffer.length);
    if (n <= 0) {
      ended = true;
      return false;
    }
    digest.update(buffer, 0, n);
    position = 0;
    limit = n;
    return true;
  }

  /** True once the end of the file was asked for and met. */
  boolean ended() {
    return ended;
  }

  /** SHA-256 of all bytes read; call it once, at the end. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
