package org.cbnet.cloud.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * Says in a store itself, and so in its changelog and in every copy, which position of the input
 * the rows stand for: written open before a commit's rows and closed behind them.
 *
 * <p>A copy on another instance takes the changelog in pieces that know nothing of commits. Where
 * it finds a closed mark it has all rows of that commit and none of a later one. One key for both:
 * a changelog that drops the older of two open or closed marks can never make an open one look
 * closed.
 *
 * @param isClosed whether all rows of the commit are there
 * @param number grows with each commit of the partition that changes a row, and is the same in all
 *     of its stores: not every commit moves the position
 * @param position first offset not covered, by topic
 */
record FlushMark(boolean isClosed, long number, Map<String, Long> position) {
  /** Shorter than any other key and so before all of them. */
  static final Bytes KEY = Bytes.wrap(new byte[] {0});

  /** The first key that can be a row's. */
  static final Bytes FIRST_ROW = Bytes.wrap(new byte[] {0, 0});

  private static final FlushMark NONE = new FlushMark(true, 0, Map.of());

  FlushMark {
    position = Map.copyOf(position);
  }

  /** As stored; before the first commit there is none. */
  static FlushMark of(byte[] bytes) {
    if (bytes == null) {
      return NONE;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      boolean closed = in.readBoolean();
      long number = in.readLong();
      Map<String, Long> position = new TreeMap<>();
      for (int topics = in.readInt(); topics > 0; topics--) {
        position.put(in.readUTF(), in.readLong());
      }
      return new FlushMark(closed, number, position);
    } catch (IOException e) {
      throw new UncheckedIOException("a store's mark can't be read", e);
    }
  }

  /** What is written before the rows of the next commit. */
  FlushMark next(Map<String, Long> covered, long nextNumber) {
    return new FlushMark(false, nextNumber, covered);
  }

  /** What is written behind them. */
  FlushMark closed() {
    return new FlushMark(true, number, position);
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBoolean(isClosed);
      out.writeLong(number);
      // An open mark is only ever replaced; what it covers is known once it is closed.
      Map<String, Long> told = isClosed ? position : Map.of();
      out.writeInt(told.size());
      for (Map.Entry<String, Long> topic : told.entrySet()) {
        out.writeUTF(Objects.requireNonNull(topic.getKey(), "a topic is null"));
        out.writeLong(topic.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array can't fail", e);
    }
    return bytes.toByteArray();
  }
}
