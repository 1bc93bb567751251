package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.ElementType;
import org.cbnet.inference.partition.Partition;

/**
 * The halves that frames use, and those that are opened beside them while frames go on with the
 * ones before. Keeps the last few, since links go back and forth. One thread uses it.
 */
final class Halves implements AutoCloseable {
  private static final int KEPT = 6;

  private final Partition partition;
  private final CutTensor image;
  private final int classes;
  private final Provider provider;
  private final Deque<HalfPair> kept = new ArrayDeque<>();
  private final ExecutorService opener =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "cut-opener");
            thread.setDaemon(true);
            return thread;
          });
  private Future<HalfPair> opening;
  private HalfPair active;

  private Halves(Partition partition, CutTensor image, int classes, Provider provider) {
    this.partition = partition;
    this.image = image;
    this.classes = classes;
    this.provider = provider;
  }

  /** Opens the halves of a first cut and waits for them. */
  static Halves open(ModelBundle bundle, Partition partition, Cut first, Provider provider)
      throws BundleException {
    BundleManifest manifest = bundle.manifest();
    CutTensor image =
        new CutTensor(
            SingleNetworkStrategy.INPUT,
            ElementType.FLOAT32,
            List.of(1, 1, manifest.height(), manifest.width()));
    Halves halves = new Halves(partition, image, manifest.classes().size(), provider);
    try {
      halves.use(halves.openPair(first));
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
   * @throws OrtException where they can't be opened
   */
  void turnTo(Cut cut) throws OrtException {
    if (active.cut().equals(cut)) {
      return;
    }
    HalfPair open = kept.stream().filter(pair -> pair.cut().equals(cut)).findFirst().orElse(null);
    if (open != null) {
      use(open);
    } else if (opening == null) {
      opening = opener.submit(() -> openPair(cut));
    } else if (opening.isDone()) {
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
      kept.removeLast().close();
    }
  }

  private HalfPair openPair(Cut cut) throws OrtException {
    return HalfPair.open(partition, cut, image, classes, provider);
  }

  private HalfPair opened() throws OrtException {
    Future<HalfPair> done = opening;
    opening = null;
    try {
      return done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OrtException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("it was done", e);
    }
  }

  private void closeOpened() {
    if (opening != null && opening.isDone() && !opening.isCancelled()) {
      try {
        opened().close();
      } catch (OrtException e) {
        // It never opened.
      }
    }
  }
}
