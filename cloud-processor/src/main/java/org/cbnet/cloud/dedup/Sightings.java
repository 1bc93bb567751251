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
  // Which of them; a part where intervals ran out, so that it serves replays and no count.
  private final SequenceIntervals refusedSpans;
  private long dropped;
  private long refused;
  private long acknowledged;

  Sightings(
      SequenceIntervals seen,
      SequenceIntervals refusedSpans,
      long dropped,
      long refused,
      long acknowledged) {
    this.seen = Objects.requireNonNull(seen, "seen is null");
    this.refusedSpans = Objects.requireNonNull(refusedSpans, "refusedSpans is null");
    this.dropped = dropped;
    this.refused = refused;
    this.acknowledged = acknowledged;
  }

  static Sightings empty() {
    return new Sightings(SequenceIntervals.empty(), SequenceIntervals.empty(), 0, 0, 0);
  }

  /** Takes what is accepted, as {@link SequenceIntervals#add} does. */
  public Optional<List<SequenceSpan>> accept(SequenceSpan span) {
    return seen.add(span);
  }

  /** Takes what is refused, as {@link SequenceIntervals#add} does: seen, and not counted. */
  public Optional<List<SequenceSpan>> refuse(SequenceSpan span) {
    Optional<List<SequenceSpan>> fresh = seen.add(span);
    refused += count(fresh);
    fresh.ifPresent(spans -> spans.forEach(refusedSpans::add));
    return fresh;
  }

  /**
   * Takes as accepted what of a span was refused before.
   *
   * @return the parts of it that were, in order; empty where none is known to be
   */
  public List<SequenceSpan> readmit(SequenceSpan span) {
    List<SequenceSpan> readmitted = refusedSpans.remove(span);
    refused -= count(readmitted);
    return readmitted;
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

  List<Long> refusedBounds() {
    return refusedSpans.bounds();
  }

  /** Seen, ascending. */
  public List<SequenceSpan> spans() {
    return seen.spans();
  }

  /** Given up by the device. */
  public long dropped() {
    return dropped;
  }

  /** Received and refused. */
  public long refused() {
    return refused;
  }

  /** Adds what another one has seen of the same boot. */
  void merge(Sightings other) {
    other.seen.spans().forEach(seen::add);
    other.refusedSpans.spans().forEach(refusedSpans::add);
    dropped = Math.max(dropped, other.dropped);
    refused = Math.max(refused, other.refused);
    acknowledged = Math.max(acknowledged, other.acknowledged);
  }

  private static long count(Optional<List<SequenceSpan>> fresh) {
    return count(fresh.orElse(List.of()));
  }

  private static long count(List<SequenceSpan> spans) {
    return spans.stream().mapToLong(SequenceSpan::count).sum();
  }
}
