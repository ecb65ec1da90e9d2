package org.kokyu.scheduler.stage;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.BandSet;
import org.kokyu.himawari.HsdReader;
import org.kokyu.himawari.HsdSegment;
import org.kokyu.himawari.SceneAssembler;
import org.kokyu.himawari.SlotAssembly;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.ledger.InputFile;

/**
 * The segments of one slot, each read, decoded and put in its place once, by whoever comes to it
 * first: an idle worker when the segment arrives, or the worker that makes the product. What comes
 * out is the same. Thread-safe.
 */
final class SlotReading {
  private final SceneAssembler assembler;
  private final SceneGrid grid;
  private final BandSet bands;
  private final Map<InputRef, Piece> pieces = new LinkedHashMap<>();
  private SlotAssembly assembly;
  private final Object estimating = new Object();
  private BegunEstimate estimate;
  private boolean estimateBegun;
  private boolean closed;

  SlotReading(SceneAssembler assembler, SceneGrid grid, BandSet bands) {
    this.assembler = assembler;
    this.grid = grid;
    this.bands = bands;
  }

  /** One file. */
  private static final class Piece {
    private final Path path;
    private final InputRef ref;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile RuntimeException fault;

    Piece(Path path, InputRef ref) {
      this.path = path;
      this.ref = ref;
    }
  }

  private synchronized Piece piece(Path path, InputRef ref) {
    return pieces.computeIfAbsent(ref, r -> new Piece(path, r));
  }

  /** Work to be done by any thread at any time, or not at all. */
  synchronized Runnable later(Path path, InputRef ref, HsdReader reader) {
    if (closed) {
      return () -> {}; // the product is being made: the file belongs to its next revision
    }
    Piece piece = piece(path, ref);
    return () -> read(piece, reader);
  }

  /**
   * Estimates what the segments that have come allow, on this thread.
   *
   * @param begin begins the estimate of a slot, if it can be
   */
  void estimateArrived(Function<SlotAssembly, Optional<BegunEstimate>> begin) {
    Optional<SlotAssembly> slot = open();
    boolean[] complete = slot.map(SlotAssembly::completeRows).orElseGet(() -> new boolean[0]);
    if (!contains(complete)) {
      return;
    }
    BegunEstimate begun;
    synchronized (estimating) {
      if (!estimateBegun && open().isPresent()) {
        estimateBegun = true; // once: what fails now is told when the product is made
        estimate = begin.apply(slot.get()).orElse(null);
      }
      begun = estimate;
    }
    if (begun != null) {
      begun.strips().rowsAreThere(complete);
    }
  }

  private static boolean contains(boolean[] rows) {
    for (boolean row : rows) {
      if (row) {
        return true;
      }
    }
    return false;
  }

  private synchronized Optional<SlotAssembly> open() {
    return closed ? Optional.empty() : Optional.ofNullable(assembly);
  }

  /** The estimate that was begun, if every segment of the slot is in it as it is now. */
  Optional<BegunEstimate> estimate() {
    synchronized (estimating) {
      return assembly()
          .filter(slot -> slot.isComplete() && !slot.hasReplacedSegments())
          .flatMap(slot -> Optional.ofNullable(estimate));
    }
  }

  /** Takes no further arrivals; true if nothing but these files is in it. */
  synchronized boolean closeWithOnly(Set<InputRef> refs) {
    closed = true;
    return refs.containsAll(pieces.keySet());
  }

  /**
   * Sees to it that all files are in their places.
   *
   * @return the broken ones
   */
  Map<Long, MalformedInputException> complete(UnitWork work, HsdReader many, HsdReader single) {
    List<InputFile> inputs = work.inputs();
    List<Piece> all = inputs.stream().map(i -> piece(i.path(), i.ref())).toList();
    List<Piece> open = all.stream().filter(p -> !p.begun.get()).toList();
    // the blocks of a last file are shared out; of many files each worker takes one
    HsdReader reader = open.size() > 1 ? many : single;
    BlockLoop.run(
        work.helpers(),
        work.helperCount(),
        open.size(),
        i -> {
          work.stop().check();
          read(open.get(i), reader);
        });
    Map<Long, MalformedInputException> broken = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Piece piece = all.get(i);
      awaitDone(piece);
      if (piece.fault instanceof MalformedInputException e) {
        broken.put(inputs.get(i).granuleId(), e);
      } else if (piece.fault != null) {
        throw piece.fault;
      }
    }
    return broken;
  }

  private void read(Piece piece, HsdReader reader) {
    if (!piece.begun.compareAndSet(false, true)) {
      return;
    }
    try {
      HsdSegment segment = reader.read(piece.path, Optional.of(piece.ref));
      // bands of other resolutions are no part of this product
      if (bands.all().contains(segment.name().band())) {
        assemblyFor(segment).add(segment);
      }
      reader.giveBack(segment);
    } catch (RuntimeException e) {
      piece.fault = e;
    } catch (OutOfMemoryError e) {
      piece.fault = new IllegalStateException("no memory for " + piece.path.getFileName(), e);
    } finally {
      piece.done.countDown();
    }
  }

  private synchronized SlotAssembly assemblyFor(HsdSegment segment) {
    if (assembly == null) {
      assembly = assembler.begin(grid, bands, segment);
    }
    return assembly;
  }

  /** The slot as far as it was read. */
  synchronized Optional<SlotAssembly> assembly() {
    return Optional.ofNullable(assembly);
  }

  /** A piece that was begun is being worked on by a running thread and ends by itself. */
  private static void awaitDone(Piece piece) {
    try {
      piece.done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped while a segment was read");
    }
  }
}
