package org.cbnet.cloud.offload;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.partition.Tail;
import org.cbnet.inference.partition.TailBatch;
import org.cbnet.inference.strategy.Provider;

/** Opens tails from bundles' folders. Remembers the last {@link #MOST} bundles. One thread. */
final class TailOpener {
  private static final int MOST = 8;
  // The first run of a session is the slowest, and others may be in the way of the next.
  private static final int WARM_RUNS = 5;

  private final BundleFolders folders;
  private final int batch;
  private final LongSupplier nanos;
  private final Map<String, Loaded> loaded = new LinkedHashMap<>(16, 0.75f, true);

  private record Loaded(ModelBundle bundle, Partition partition) {}

  /**
   * @param batch most images in a run
   * @param nanos monotonic clock, nanoseconds
   */
  TailOpener(BundleFolders folders, int batch, LongSupplier nanos) {
    this.folders = folders;
    this.batch = batch;
    this.nanos = nanos;
  }

  /** Opens one, warm. */
  OpenTail open(TailKey key) throws RefusedException {
    try {
      Loaded from = load(key.bundleHash());
      Cut cut = cut(from.partition(), key.cut());
      Tail tail =
          Tail.open(from.bundle(), from.partition(), cut, batch, Provider.CPU::sessionOptions);
      return warm(tail, new PayloadReader(cut, from.bundle().manifest()));
    } catch (IOException | OrtException e) {
      throw new RefusedException(Refusal.bad("bundle", e.getMessage()));
    }
  }

  private Loaded load(String hash) throws IOException, RefusedException {
    Loaded known = loaded.get(hash);
    if (known != null) {
      return known;
    }
    Path folder =
        folders
            .find(hash)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Refusal.unknown("bundle", "there is no bundle " + hash + " any more")));
    ModelBundle bundle = ModelBundle.load(folder);
    if (!bundle.hash().equals(hash)) {
      throw new RefusedException(
          Refusal.unknown("bundle", "bundle %s was replaced by %s".formatted(hash, bundle.hash())));
    }
    Partition partition =
        Partition.isInParts(bundle) ? Partition.ofRest(bundle) : Partition.of(bundle);
    Loaded fresh = new Loaded(bundle, partition);
    loaded.put(hash, fresh);
    if (loaded.size() > MOST) {
      loaded.remove(loaded.keySet().iterator().next());
    }
    return fresh;
  }

  private static Cut cut(Partition partition, String id) throws RefusedException {
    Cut cut;
    try {
      cut = partition.cut(id);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(Refusal.unknown("cut", e.getMessage()));
    }
    if (!cut.hasTail()) {
      throw new RefusedException(
          Refusal.unknown("cut", "cut %s leaves nothing for the cloud".formatted(id)));
    }
    return cut;
  }

  private OpenTail warm(Tail tail, PayloadReader reader) throws OrtException {
    try (TailBatch room = tail.batch()) {
      long one = quickest(room, 1);
      int limit = tail.batchLimit();
      // Where feature maps of one image fill the caches, several at once are slower.
      boolean pays = limit > 1 && quickest(room, limit) / limit < one;
      return new OpenTail(tail, reader, new TailTimes(one, nanos), pays ? limit : 1);
    } catch (OrtException | RuntimeException e) {
      tail.close();
      throw e;
    }
  }

  private long quickest(TailBatch room, int images) throws OrtException {
    long quickest = Long.MAX_VALUE;
    for (int run = 0; run < WARM_RUNS; run++) {
      long begin = nanos.getAsLong();
      room.run(images);
      quickest = Math.min(quickest, nanos.getAsLong() - begin);
    }
    return quickest;
  }
}
