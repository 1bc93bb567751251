package org.cbnet.cloud.offload;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.cbnet.inference.partition.TailAnswer;
import org.cbnet.inference.partition.TailBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes what has queued, until the queue is closed. */
final class Worker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final JobQueue queue;
  private final TailShelf shelf;
  private final Desk desk;
  private final Ledger ledger;
  private final LongSupplier nanos;

  /**
   * @param nanos monotonic clock, nanoseconds
   */
  Worker(JobQueue queue, TailShelf shelf, Desk desk, Ledger ledger, LongSupplier nanos) {
    this.queue = Objects.requireNonNull(queue, "queue is null");
    this.shelf = Objects.requireNonNull(shelf, "shelf is null");
    this.desk = Objects.requireNonNull(desk, "desk is null");
    this.ledger = Objects.requireNonNull(ledger, "ledger is null");
    this.nanos = Objects.requireNonNull(nanos, "nanos is null");
  }

  @Override
  public void run() {
    try {
      while (true) {
        Optional<JobQueue.Work> work = queue.take(this::batchLimit);
        if (work.isEmpty()) {
          return;
        }
        if (work.get().isExpired()) {
          work.get().jobs().forEach(this::expire);
        } else {
          compute(work.get().jobs());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int batchLimit(TailKey key) {
    return shelf.find(key).map(OpenTail::batchLimit).orElse(0);
  }

  private void expire(Job job) {
    desk.refuse(job, Refusal.expired("waited", "the budget was over while the request waited"));
  }

  /** Computes requests of one tail together; each gets its reply. */
  void compute(List<Job> jobs) {
    Optional<OpenTail> tail = shelf.find(jobs.get(0).key());
    TailBatch room = tail.map(OpenTail::take).orElse(null);
    if (room == null) {
      // Others were wanted more since the queue was asked: it is opened once more.
      jobs.forEach(this::putBack);
      return;
    }
    try {
      List<Job> left = new ArrayList<>(jobs);
      try {
        compute(tail.get(), room, left);
      } catch (OrtException | RuntimeException e) {
        LOG.error("a tail failed modelHash={}", jobs.get(0).key().bundleHash(), e);
        left.forEach(job -> desk.refuse(job, Refusal.unable("runtime", "the tail failed: " + e)));
      }
    } finally {
      tail.get().giveBack(room);
    }
  }

  private void putBack(Job job) {
    if (queue.offer(job)) {
      shelf.want(job.key());
    } else {
      desk.refuse(job, OffloadService.full());
    }
  }

  /**
   * Reads, looks once more whether there is time, runs, replies.
   *
   * @param left those that have no reply yet
   */
  private void compute(OpenTail tail, TailBatch room, List<Job> left) throws OrtException {
    long taken = nanos.getAsLong();
    List<Job> rows = new ArrayList<>(left.size());
    for (Job job : List.copyOf(left)) {
      Optional<Refusal> refusal = read(tail, room, job, rows.size());
      if (refusal.isPresent()) {
        left.remove(job);
        desk.refuse(job, refusal.get());
      } else {
        rows.add(job);
      }
    }
    long began = nanos.getAsLong();
    leaveLate(room, rows, left, began);
    if (rows.isEmpty()) {
      return;
    }
    List<Optional<TailAnswer>> answers = room.run(rows.size());
    long ended = nanos.getAsLong();
    tail.times().ran(rows.size(), ended - taken);
    ledger.ran(rows.size(), ended - began, late(rows, began), late(rows, ended));
    for (int row = 0; row < rows.size(); row++) {
      left.remove(rows.get(row));
      reply(rows.get(row), answers.get(row), began, ended - began);
    }
  }

  private Optional<Refusal> read(OpenTail tail, TailBatch room, Job job, int row) {
    if (job.isLate(nanos.getAsLong(), tail.times().runNanos())) {
      return Optional.of(
          Refusal.expired(
              "too-short",
              "the tail takes %d us, which the budget does not leave"
                  .formatted(tail.times().runNanos() / 1_000)));
    }
    try {
      tail.reader().read(job.request().getTensors(), room, row);
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.refusal());
    }
  }

  // Reading takes time too; those behind move up.
  private void leaveLate(TailBatch room, List<Job> rows, List<Job> left, long now) {
    int kept = 0;
    for (int row = 0; row < rows.size(); row++) {
      Job job = rows.get(row);
      if (job.isLate(now, 0)) {
        left.remove(job);
        expire(job);
      } else {
        if (kept < row) {
          room.copy(row, kept);
        }
        rows.set(kept, job);
        kept++;
      }
    }
    rows.subList(kept, rows.size()).clear();
  }

  // By the deadlines alone, so that it shows what the checks before the run have let through.
  private static int late(List<Job> rows, long now) {
    return (int) rows.stream().filter(job -> job.isLate(now, 0)).count();
  }

  private void reply(Job job, Optional<TailAnswer> answer, long began, long took) {
    if (answer.isPresent()) {
      desk.answer(job, answer.get(), began, took);
    } else {
      desk.refuse(job, Refusal.bad("not-finite", "the tail makes logits that are no numbers"));
    }
  }
}
