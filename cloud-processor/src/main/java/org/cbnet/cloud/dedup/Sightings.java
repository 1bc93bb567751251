package org.cbnet.cloud.dedup;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one boot has sent of one kind: the sequence numbers seen, and what became of them.
 *
 * <p>{@code seen = accepted + refused + dropped}. Numbers that were refused or that the device gave
 * up count as seen, so that neither leaves a gap open for ever. Not thread-safe.
 */
public final class Sightings {
  private final SequenceIntervals seen;
  private long dropped;
  private long refused;
  private long acknowledged;

  Sightings(SequenceIntervals seen, long dropped, long refused, long acknowledged) {
    this.seen = Objects.requireNonNull(seen, "seen is null");
    this.dropped = dropped;
    this.refused = refused;
    this.acknowledged = acknowledged;
  }

  static Sightings empty() {
    return new Sightings(SequenceIntervals.empty(), 0, 0, 0);
  }

  /** Takes what is accepted, as {@link SequenceIntervals#add} does. */
  public Optional<List<SequenceSpan>> accept(SequenceSpan span) {
    return seen.add(span);
  }

  /** Takes what is refused, as {@link SequenceIntervals#add} does: seen, and not counted. */
  public Optional<List<SequenceSpan>> refuse(SequenceSpan span) {
    Optional<List<SequenceSpan>> fresh = seen.add(span);
    refused += count(fresh);
    return fresh;
  }

  /** Closes the gap of what the device gave up; of no effect where intervals run out. */
  public void drop(SequenceSpan span) {
    dropped += count(seen.add(span));
  }

  /**
   * Takes what a heartbeat says to be acknowledged. It only ever grows: heartbeats overtake each
   * other.
   *
   * @return by how much this raises it
   */
  public long acknowledge(long count) {
    long raised = Math.max(0, count - acknowledged);
    acknowledged += raised;
    return raised;
  }

  /** Received and counted, each once. */
  public long accepted() {
    return received() - refused;
  }

  /** Received, each counted once, whether accepted or refused. */
  public long received() {
    return seen.count() - dropped;
  }

  /** What the device was told is on the broker. */
  public long acknowledged() {
    return acknowledged;
  }

  /** Acknowledged and not received. */
  public long lost() {
    return Math.max(0, acknowledged - received());
  }

  List<Long> bounds() {
    return seen.bounds();
  }

  long dropped() {
    return dropped;
  }

  long refused() {
    return refused;
  }

  /** Adds what another one has seen of the same boot. */
  void merge(Sightings other) {
    other.seen.spans().forEach(seen::add);
    dropped = Math.max(dropped, other.dropped);
    refused = Math.max(refused, other.refused);
    acknowledged = Math.max(acknowledged, other.acknowledged);
  }

  private static long count(Optional<List<SequenceSpan>> fresh) {
    return fresh.stream().flatMap(List::stream).mapToLong(SequenceSpan::count).sum();
  }
}
