package org.cbnet.cloud.stats;

import com.datadoghq.sketch.ddsketch.encoding.BinEncodingMode;
import com.datadoghq.sketch.ddsketch.encoding.Flag;
import com.datadoghq.sketch.ddsketch.encoding.Output;
import com.datadoghq.sketch.ddsketch.encoding.VarEncodingHelper;
import com.datadoghq.sketch.ddsketch.store.Bin;
import com.datadoghq.sketch.ddsketch.store.Store;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * A sketch's bins as whole numbers side by side. Times of at most an hour need no more than 1,500,
 * so none is ever given up. Not thread-safe.
 *
 * <p>The library's own stores count in doubles and look at their bounds with each value: as each
 * result goes to ten sketches, that was a good part of what it cost.
 */
final class CountStore implements Store {
  private static final int STEP = 16;

  private long[] counts = {};
  // The bin that is first in the array.
  private int offset;
  private int min = Integer.MAX_VALUE;
  private int max = Integer.MIN_VALUE;

  @Override
  public void add(int bin) {
    int place = place(bin);
    counts[place]++;
  }

  @Override
  public void add(int bin, double count) {
    int place = place(bin);
    counts[place] += Math.round(count);
  }

  /** Of a bin, in an array that may be another one afterwards. */
  private int place(int bin) {
    int place = bin - offset;
    if (place < 0 || place >= counts.length) {
      grow(bin);
      place = bin - offset;
    }
    if (bin < min) {
      min = bin;
    }
    if (bin > max) {
      max = bin;
    }
    return place;
  }

  private void grow(int bin) {
    int first = Math.floorDiv(Math.min(bin, min), STEP) * STEP;
    int last = Math.floorDiv(Math.max(bin, max), STEP) * STEP + STEP;
    long[] grown = new long[last - first];
    if (!isEmpty()) {
      System.arraycopy(counts, min - offset, grown, min - first, max - min + 1);
    }
    counts = grown;
    offset = first;
  }

  @Override
  public void mergeWith(Store other) {
    if (other instanceof CountStore same) {
      for (int bin = same.min; bin <= same.max && !same.isEmpty(); bin++) {
        long count = same.counts[bin - same.offset];
        if (count > 0) {
          int place = place(bin);
          counts[place] += count;
        }
      }
    } else {
      other.forEach(this::add);
    }
  }

  @Override
  public boolean isEmpty() {
    return max < min;
  }

  /** The library's own goes over an iterator, twice for each sketch that is read or written. */
  @Override
  public double getTotalCount() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return (double) total;
  }

  @Override
  public Store copy() {
    CountStore copy = new CountStore();
    copy.mergeWith(this);
    return copy;
  }

  @Override
  public void clear() {
    Arrays.fill(counts, 0);
    min = Integer.MAX_VALUE;
    max = Integer.MIN_VALUE;
  }

  @Override
  public Iterator<Bin> getAscendingIterator() {
    return isEmpty() ? Arrays.<Bin>asList().iterator() : bins(IntStream.rangeClosed(min, max));
  }

  @Override
  public Iterator<Bin> getDescendingIterator() {
    return isEmpty()
        ? Arrays.<Bin>asList().iterator()
        : bins(IntStream.rangeClosed(min, max).map(bin -> max + min - bin));
  }

  private Iterator<Bin> bins(IntStream indexes) {
    return indexes
        .filter(bin -> counts[bin - offset] > 0)
        .mapToObj(bin -> new Bin(bin, (double) counts[bin - offset]))
        .iterator();
  }

  /** In the smaller of the library's two forms, as far as most counts take one byte. */
  @Override
  public void encode(Output out, Flag.Type type) throws IOException {
    if (isEmpty()) {
      return;
    }
    int used = 0;
    for (int place = min - offset; place <= max - offset; place++) {
      used += counts[place] > 0 ? 1 : 0;
    }
    if (2 * used > max - min) {
      encodeAll(out, type);
    } else {
      encodeUsed(out, type, used);
    }
  }

  private void encodeAll(Output out, Flag.Type type) throws IOException {
    BinEncodingMode.CONTIGUOUS_COUNTS.toFlag(type).encode(out);
    VarEncodingHelper.encodeUnsignedVarLong(out, max - min + 1L);
    VarEncodingHelper.encodeSignedVarLong(out, min);
    VarEncodingHelper.encodeSignedVarLong(out, 1);
    for (int place = min - offset; place <= max - offset; place++) {
      VarEncodingHelper.encodeVarDouble(out, (double) counts[place]);
    }
  }

  private void encodeUsed(Output out, Flag.Type type, int used) throws IOException {
    BinEncodingMode.INDEX_DELTAS_AND_COUNTS.toFlag(type).encode(out);
    VarEncodingHelper.encodeUnsignedVarLong(out, used);
    int previous = 0;
    for (int bin = min; bin <= max; bin++) {
      long count = counts[bin - offset];
      if (count > 0) {
        VarEncodingHelper.encodeSignedVarLong(out, bin - (long) previous);
        VarEncodingHelper.encodeVarDouble(out, (double) count);
        previous = bin;
      }
    }
  }
}
