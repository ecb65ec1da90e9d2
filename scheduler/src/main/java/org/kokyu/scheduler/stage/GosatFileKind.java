package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.gosat.GosatFileName;
import org.kokyu.scheduler.feed.FileIdentity;
import org.kokyu.scheduler.feed.FileKind;

/** L1B granules of one spectrometer: each file is a unit of its own. Thread-safe. */
public final class GosatFileKind implements FileKind {
  /** First bytes of an HDF5 file. */
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private final Instrument instrument;

  public GosatFileKind(Instrument instrument) {
    this.instrument = instrument;
  }

  @Override
  public FileIdentity identify(String fileName) {
    Optional<GosatFileName> name =
        GosatFileName.parse(fileName).filter(n -> n.instrument() == instrument);
    if (name.isEmpty()) {
      return new FileIdentity.Foreign();
    }
    String unit = "%s_%s".formatted(name.get().start(), name.get().key());
    return new FileIdentity.Wanted(unit, name.get().version(), name.get().start());
  }

  /** The signature; lengths and content are checked when the granule is read. */
  @Override
  public void check(Path file) {
    byte[] first = new byte[SIGNATURE.length];
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      ByteBuffer buffer = ByteBuffer.wrap(first);
      while (buffer.hasRemaining() && in.read(buffer) >= 0) {
        // until eight bytes are there or the file ends
      }
      if (in.size() == 0) {
        throw new MalformedInputException(
            InputFault.EMPTY, file.getFileName() + ": HDF5 file expected, 0 bytes found");
      }
      if (!java.util.Arrays.equals(first, SIGNATURE)) {
        throw new MalformedInputException(
            InputFault.WRONG_FORMAT,
            file.getFileName() + ": HDF5 signature expected at byte 0, not found");
      }
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
