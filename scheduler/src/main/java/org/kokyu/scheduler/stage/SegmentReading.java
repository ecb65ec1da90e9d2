package org.kokyu.scheduler.stage;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.himawari.HsdReader;
import org.kokyu.himawari.HsdSegment;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.ledger.InputFile;

/** Reads the segments of a unit of work side by side. */
final class SegmentReading {
  private SegmentReading() {}

  /**
   * Fills {@code segments}, one per input.
   *
   * @return what is wrong with the broken ones, by granule row; their places stay null
   */
  static Map<Long, MalformedInputException> read(
      HsdReader reader, UnitWork work, HsdSegment[] segments) {
    Map<Long, MalformedInputException> broken = new ConcurrentHashMap<>();
    BlockLoop.run(
        work.helpers(),
        work.helperCount(),
        segments.length,
        i -> {
          work.stop().check();
          InputFile file = work.inputs().get(i);
          try {
            segments[i] = reader.read(file.path(), Optional.of(file.ref()));
          } catch (MalformedInputException e) {
            broken.put(file.granuleId(), e);
          }
        });
    return new HashMap<>(broken);
  }
}
