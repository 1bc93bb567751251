package org.cbnet.cloud.stats;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.cbnet.cloud.state.LatencyState;

/**
 * Times of one stage, none below 0: their quantiles within 1 %, or 2 % where it is coarse, their
 * mean exactly.
 *
 * <p>DDSketch (Masson, Rim and Lee, VLDB 2019): two sketches merge into the very sketch of all
 * their values, so a partition's part, a window or a whole run answer alike. A time goes to several
 * rows, so its bin is worked out once, by {@link #bin}. Not thread-safe.
 */
public final class Latency {
  static final double RELATIVE_ACCURACY = 0.01;
  static final int NO_BIN = Integer.MIN_VALUE;

  private static final double NANOS_PER_MICRO = 1000.0;
  private static final double GAMMA = (1 + RELATIVE_ACCURACY) / (1 - RELATIVE_ACCURACY);
  private static final LogarithmicMapping FINE = new LogarithmicMapping(GAMMA, 0);
  // Two fine bins are one coarse bin: (GAMMA^2 - 1) / (GAMMA^2 + 1) is 2 %.
  private static final LogarithmicMapping COARSE = new LogarithmicMapping(GAMMA * GAMMA, 0);

  private final boolean isCoarse;
  private final CountStore bins;
  private long zeros;
  private long count;
  private long sumNanos;

  private Latency(boolean isCoarse, CountStore bins) {
    this.isCoarse = isCoarse;
    this.bins = bins;
  }

  /** No times yet; within 1 %. */
  public static Latency empty() {
    return new Latency(false, new CountStore());
  }

  /** No times yet; within 2 %, in half the room. */
  public static Latency coarse() {
    return new Latency(true, new CountStore());
  }

  /** As {@link #toState()} gave it. */
  public static Latency of(LatencyState state) {
    byte[] bytes = new byte[state.getSketch().remaining()];
    state.getSketch().duplicate().get(bytes);
    try {
      DDSketch sketch = DDSketch.decode(ByteArrayInput.wrap(bytes), CountStore::new);
      boolean isCoarse = sketch.getIndexMapping().relativeAccuracy() > 1.5 * RELATIVE_ACCURACY;
      Latency latency = new Latency(isCoarse, (CountStore) sketch.getPositiveValueStore());
      latency.zeros = Math.round(sketch.getCount() - latency.bins.getTotalCount());
      latency.count = state.getCount();
      latency.sumNanos = state.getSumNanos();
      return latency;
    } catch (IOException e) {
      throw new IllegalStateException("a stored sketch can't be read", e);
    }
  }

  /** The stored form. */
  public LatencyState toState() {
    GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
    try {
      sketch().encode(out, false);
    } catch (IOException e) {
      throw new IllegalStateException("a byte array can't fail", e);
    }
    ByteBuffer bytes = ByteBuffer.wrap(out.backingArray(), 0, out.numWrittenBytes());
    return new LatencyState(count, sumNanos, bytes);
  }

  /** The bin of a time, for every sketch that it goes to. */
  static int bin(long nanos) {
    return nanos == 0 ? NO_BIN : FINE.index(nanos / NANOS_PER_MICRO);
  }

  /** Adds a time. */
  public void add(long nanos) {
    addBin(bin(nanos));
    count++;
    sumNanos += nanos;
  }

  /** Adds the first times of those whose bins are known, and their sum. */
  void add(int[] of, int times, long nanos) {
    for (int i = 0; i < times; i++) {
      addBin(of[i]);
    }
    count += times;
    sumNanos += nanos;
  }

  private void addBin(int bin) {
    if (bin == NO_BIN) {
      zeros++;
    } else {
      // A shift divides by two and rounds down, for each result of each device.
      bins.add(isCoarse ? bin >> 1 : bin);
    }
  }

  /** Adds the times of another one of the same accuracy, and leaves that as it is. */
  public void merge(Latency other) {
    if (isCoarse != other.isCoarse) {
      throw new IllegalArgumentException("sketches must be of one accuracy");
    }
    bins.mergeWith(other.bins);
    zeros += other.zeros;
    count += other.count;
    sumNanos += other.sumNanos;
  }

  /** Forgets all times. */
  public void clear() {
    bins.clear();
    zeros = 0;
    count = 0;
    sumNanos = 0;
  }

  /** Times counted. */
  public long count() {
    return count;
  }

  /** A quantile, 0..1, of one time at least. */
  public double quantileMicros(double quantile) {
    return sketch().getValueAtQuantile(quantile);
  }

  /** The mean of one time at least. */
  public double meanMicros() {
    return sumNanos / NANOS_PER_MICRO / count;
  }

  private DDSketch sketch() {
    return DDSketch.of(isCoarse ? COARSE : FINE, new CountStore(), bins, (double) zeros);
  }
}
