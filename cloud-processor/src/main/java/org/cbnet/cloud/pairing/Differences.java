package org.cbnet.cloud.pairing;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.datadoghq.sketch.ddsketch.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.cbnet.cloud.state.LatencyState;

/**
 * Differences of times, below 0 too: their quantiles within 1 %, their mean exactly.
 *
 * <p>A DDSketch as that of {@link org.cbnet.cloud.stats.Latency}, which knows no negative times.
 * Not thread-safe.
 */
public final class Differences {
  private static final double RELATIVE_ACCURACY = 0.01;
  // At 1 % this spans seventeen powers of ten, so nothing that a device may send collapses bins.
  private static final int MAX_BINS = 2048;
  private static final double NANOS_PER_MICRO = 1000.0;

  private final DDSketch sketch;
  private long count;
  private long sumNanos;

  private Differences(DDSketch sketch) {
    this.sketch = sketch;
  }

  /** No differences yet. */
  public static Differences empty() {
    return new Differences(
        new DDSketch(new LogarithmicMapping(RELATIVE_ACCURACY), Differences::bins));
  }

  /** As {@link #toState()} gave it. */
  public static Differences of(LatencyState state) {
    byte[] bytes = new byte[state.getSketch().remaining()];
    state.getSketch().duplicate().get(bytes);
    try {
      Differences differences =
          new Differences(DDSketch.decode(ByteArrayInput.wrap(bytes), Differences::bins));
      differences.count = state.getCount();
      differences.sumNanos = state.getSumNanos();
      return differences;
    } catch (IOException e) {
      throw new IllegalStateException("a stored sketch can't be read", e);
    }
  }

  /** The stored form. */
  public LatencyState toState() {
    GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
    try {
      sketch.encode(out, false);
    } catch (IOException e) {
      throw new IllegalStateException("a byte array can't fail", e);
    }
    ByteBuffer bytes = ByteBuffer.wrap(out.backingArray(), 0, out.numWrittenBytes());
    return new LatencyState(count, sumNanos, bytes);
  }

  /** Counts a difference. */
  public void add(long nanos) {
    sketch.accept(nanos / NANOS_PER_MICRO);
    count++;
    sumNanos += nanos;
  }

  /** Adds another's. */
  public void merge(Differences other) {
    sketch.mergeWith(other.sketch);
    count += other.count;
    sumNanos += other.sumNanos;
  }

  /** Differences counted. */
  public long count() {
    return count;
  }

  /** A quantile, 0..1, of one difference at least. */
  public double quantileMicros(double quantile) {
    return sketch.getValueAtQuantile(quantile);
  }

  /** The mean of one difference at least. */
  public double meanMicros() {
    return sumNanos / NANOS_PER_MICRO / count;
  }

  private static Store bins() {
    return new CollapsingLowestDenseStore(MAX_BINS);
  }
}
