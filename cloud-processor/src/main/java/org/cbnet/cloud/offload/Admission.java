package org.cbnet.cloud.offload;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.cbnet.schemas.record.OffloadRequest;

/**
 * Decides at the door whether a request is computed: only where it can be, and in time. Its time is
 * what its budget leaves after what held it up on its way, and before its reply's way back; what is
 * due before it comes first. Safe for several threads.
 */
final class Admission {
  // Longer budgets mean no more, and their nanoseconds would not fit.
  private static final long MAX_BUDGET_MICROS = Duration.ofHours(1).toNanos() / 1_000;

  // What it is remembered and told by must not be as long as a payload.
  private static final int MAX_NAME = 256;

  private final BundleFolders folders;
  private final TailShelf shelf;
  private final JobQueue queue;
  private final int workers;
  private final long replyNanos;
  private final LongSupplier nanos;
  private final HeldUp heldUp = new HeldUp();

  /**
   * @param workers that compute
   * @param replyTime left for the way back
   * @param nanos monotonic clock, nanoseconds
   */
  Admission(
      BundleFolders folders,
      TailShelf shelf,
      JobQueue queue,
      int workers,
      Duration replyTime,
      LongSupplier nanos) {
    this.folders = Objects.requireNonNull(folders, "folders is null");
    this.shelf = Objects.requireNonNull(shelf, "shelf is null");
    this.queue = Objects.requireNonNull(queue, "queue is null");
    this.workers = workers;
    this.replyNanos = replyTime.toNanos();
    this.nanos = Objects.requireNonNull(nanos, "nanos is null");
  }

  /** A request with its deadline on this process's clock. */
  Job job(OffloadRequest request, Arrival arrival) {
    long held =
        heldUp.nanos(
            request.getDeviceId(),
            request.getClockId(),
            request.getSentMonotonicNanos(),
            arrival.receivedNanos());
    long budget = Math.max(0, Math.min(MAX_BUDGET_MICROS, request.getBudgetMicros())) * 1_000;
    return new Job(
        request,
        new TailKey(request.getBundleHash(), request.getCut()),
        arrival,
        arrival.receivedNanos() - held + budget - replyNanos);
  }

  /** Why a request is not even queued; empty where it is. */
  Optional<Refusal> refusal(Job job) {
    return probeRefusal(job).or(() -> shelf.refusal(job.key())).or(() -> late(job));
  }

  /** Why a question about the queue is refused; empty where it is answered. */
  Optional<Refusal> probeRefusal(Job job) {
    return job.arrival()
        .from()
        .obstacle(job.request())
        .map(obstacle -> Refusal.bad("reply-partition", obstacle))
        .or(() -> unknown(job));
  }

  /** How long a request of this deadline would wait now. */
  long queueNanos(Job job) {
    return queue.before(job.deadlineNanos(), this::imageNanos) / workers;
  }

  private Optional<Refusal> unknown(Job job) {
    if (job.key().cut().length() > MAX_NAME) {
      return Optional.of(
          Refusal.unknown("cut", "a cut's name has at most %d characters".formatted(MAX_NAME)));
    }
    if (folders.find(job.key().bundleHash()).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        Refusal.unknown(
            "bundle",
            "no bundle %s is in offload.bundles: put it there, or give the device another"
                .formatted(shortened(job.key().bundleHash()))));
  }

  private static String shortened(String name) {
    return name.substring(0, Math.min(MAX_NAME, name.length()));
  }

  private Optional<Refusal> late(Job job) {
    long now = nanos.getAsLong();
    if (job.isLate(now, 0)) {
      return Optional.of(
          Refusal.expired(
              "budget",
              "the budget of %d us was over at the door"
                  .formatted(job.request().getBudgetMicros())));
    }
    long queued = queueNanos(job);
    long run = shelf.find(job.key()).map(tail -> tail.times().runNanos()).orElse(0L);
    if (job.isLate(now, queued + run)) {
      return Optional.of(
          Refusal.expired(
              "busy",
              "%d us of work are due before, and the tail takes %d us: the budget leaves %d us"
                  .formatted(queued / 1_000, run / 1_000, (job.deadlineNanos() - now) / 1_000)));
    }
    return Optional.empty();
  }

  private long imageNanos(TailKey key) {
    return shelf.find(key).map(tail -> tail.times().imageNanos()).orElse(0L);
  }
}
