package org.cbnet.cloud.stats;

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
 * Times of one stage: their quantiles within 1 %, their mean exactly.
 *
 * <p>DDSketch (Masson, Rim and Lee, VLDB 2019): two sketches merge into the very sketch of all
 * their values, so a partition's part, a window or a whole run answer alike. Not thread-safe.
 */
public final class Latency {
  static final double RELATIVE_ACCURACY = 0.01;
  // At 1 % this spans seventeen powers of ten, so nothing that a device may send collapses bins.
  private static final int MAX_BINS = 2048;
  private static final double NANOS_PER_MICRO = 1000.0;

  private final DDSketch sketch;
  private long count;
  private long sumNanos;

  private Latency(DDSketch sketch) {
    this.sketch = sketch;
  }

  /** No times yet. */
  static Latency empty() {
    return new Latency(new DDSketch(new LogarithmicMapping(RELATIVE_ACCURACY), Latency::bins));
  }

  static Latency of(LatencyState state) {
    byte[] bytes = new byte[state.getSketch().remaining()];
    state.getSketch().duplicate().get(bytes);
    try {
      Latency latency = new Latency(DDSketch.decode(ByteArrayInput.wrap(bytes), Latency::bins));
      latency.count = state.getCount();
      latency.sumNanos = state.getSumNanos();
      return latency;
    } catch (IOException e) {
      throw new IllegalStateException("a stored sketch can't be read", e);
    }
  }

  LatencyState toState() {
    GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
    try {
      sketch.encode(out, false);
    } catch (IOException e) {
      throw new IllegalStateException("a byte array can't fail", e);
    }
    ByteBuffer bytes = ByteBuffer.wrap(out.backingArray(), 0, out.numWrittenBytes());
    return new LatencyState(count, sumNanos, bytes);
  }

  void add(long nanos) {
    sketch.accept(nanos / NANOS_PER_MICRO);
    count++;
    sumNanos += nanos;
  }

  void merge(Latency other) {
    sketch.mergeWith(other.sketch);
    count += other.count;
    sumNanos += other.sumNanos;
  }

  /** Times counted. */
  public long count() {
    return count;
  }

  /** A quantile, 0..1, of one time at least. */
  public double quantileMicros(double quantile) {
    return sketch.getValueAtQuantile(quantile);
  }

  /** The mean of one time at least. */
  public double meanMicros() {
    return sumNanos / NANOS_PER_MICRO / count;
  }

  private static Store bins() {
    return new CollapsingLowestDenseStore(MAX_BINS);
  }
}
