package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Partition;

/**
 * The halves that frames use, and those that are opened beside them while frames go on with the
 * ones before. Keeps the last few, since links go back and forth. One thread uses it.
 */
final class Halves implements AutoCloseable {
  private static final int KEPT = 6;

  private final Partition partition;
  private final PairOpener pairs;
  private final Deque<HalfPair> kept = new ArrayDeque<>();
  private final ExecutorService opener =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "cut-opener");
            thread.setDaemon(true);
            return thread;
          });
  private Opening opening;
  private HalfPair active;

  private record Opening(Cut cut, Future<HalfPair> pair) {}

  private Halves(Partition partition, PairOpener pairs) {
    this.partition = partition;
    this.pairs = pairs;
  }

  /** Opens the halves of a first cut and waits for them. */
  static Halves open(ModelBundle bundle, Partition partition, Cut first, PairOpener pairs)
      throws BundleException {
    Halves halves = new Halves(partition, pairs);
    try {
      halves.use(pairs.open(partition, first));
      return halves;
    } catch (OrtException e) {
      halves.close();
      throw new BundleException(
          bundle.folder(), "can't be cut at %s: %s".formatted(first.id(), e.getMessage()), e);
    }
  }

  HalfPair active() {
    return active;
  }

  /**
   * Turns to a cut, at once where its halves are open, else at a later call; frames go on with the
   * active ones meanwhile.
   *
   * @throws UnusableCutException where halves that were begun to open can't be; the active ones
   *     stay
   */
  void turnTo(Cut cut) throws UnusableCutException {
    if (active.cut().equals(cut)) {
      return;
    }
    HalfPair open = kept.stream().filter(pair -> pair.cut().equals(cut)).findFirst().orElse(null);
    if (open != null) {
      use(open);
    } else if (opening == null) {
      opening = new Opening(cut, opener.submit(() -> pairs.open(partition, cut)));
    } else if (opening.pair().isDone()) {
      use(opened());
    }
  }

  @Override
  public void close() {
    opener.shutdownNow();
    try {
      // A session that is being opened can't be interrupted and must not be left behind.
      opener.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeOpened();
    kept.forEach(HalfPair::close);
    kept.clear();
  }

  private void use(HalfPair pair) {
    kept.remove(pair);
    kept.addFirst(pair);
    active = pair;
    while (kept.size() > KEPT) {
      closeOldest();
    }
  }

  // The one that needs no cloud stays: to go back to it must never fail.
  private void closeOldest() {
    HalfPair oldest = kept.removeLast();
    if (!oldest.cut().hasTail()) {
      HalfPair next = kept.removeLast();
      kept.addLast(oldest);
      oldest = next;
    }
    oldest.close();
  }

  private HalfPair opened() throws UnusableCutException {
    Opening done = opening;
    opening = null;
    try {
      return done.pair().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw new UnusableCutException(done.cut(), cause);
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("it was done", e);
    }
  }

  private void closeOpened() {
    if (opening != null && opening.pair().isDone() && !opening.pair().isCancelled()) {
      try {
        opened().close();
      } catch (UnusableCutException e) {
        // It never opened.
      }
    }
  }
}
