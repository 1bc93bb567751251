package org.cbnet.cloud.offload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.cbnet.cloud.config.Offload;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.DecodingException.Reason;
import org.cbnet.schemas.record.OffloadRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the rest of devices' inferences, whatever carries their requests.
 *
 * <ol>
 *   <li>{@link #submit} never waits: what can't be queued is answered at once.
 *   <li>Every request that can be read has exactly one reply, every other one exactly one {@link
 *       Correspondent#undecodable}; all are counted, see {@link OffloadTotals}.
 *   <li>No tail is run for a request whose time is over by this process's clock, or that would be
 *       over before its answer.
 *   <li>What waits is bounded in number and bytes, tails that are open in number.
 * </ol>
 *
 * <p>Safe for several threads. {@link #close} refuses what waits.
 */
final class OffloadService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OffloadService.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
  private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

  private final AvroCodec<OffloadRequest> codec = AvroCodec.of(OffloadRequest.class);
  private final Ledger ledger = new Ledger();
  private final BundleFolders folders;
  private final Letters letters;
  private final LongSupplier nanos;
  private final JobQueue queue;
  private final Desk desk;
  private final TailShelf shelf;
  private final Admission admission;
  private final AtomicLong lookedNanos;
  private final List<Thread> workers = new ArrayList<>();

  /**
   * Starts the workers.
   *
   * @param nanos monotonic clock, nanoseconds; {@link Arrival#receivedNanos} is of the same
   */
  OffloadService(Offload config, BundleFolders folders, Letters letters, LongSupplier nanos) {
    this.folders = Objects.requireNonNull(folders, "folders is null");
    this.letters = Objects.requireNonNull(letters, "letters is null");
    this.nanos = Objects.requireNonNull(nanos, "nanos is null");
    this.queue = new JobQueue(config.queueRequests(), config.queueBytes(), nanos);
    this.desk = new Desk(ledger, letters, nanos);
    this.shelf =
        new TailShelf(config.tails(), new TailOpener(folders, config.batch(), nanos), new Opened());
    this.admission =
        new Admission(folders, shelf, queue, config.workers(), config.replyTime(), nanos);
    this.lookedNanos = new AtomicLong(nanos.getAsLong());
    for (int i = 0; i < config.workers(); i++) {
      Thread thread =
          new Thread(new Worker(queue, shelf, desk, ledger, nanos), "offload-worker-" + i);
      thread.setDaemon(true);
      workers.add(thread);
    }
    workers.forEach(Thread::start);
  }

  /** Takes what came; the reply goes to its correspondent, perhaps before this returns. */
  void submit(Arrival arrival) {
    ledger.received();
    OffloadRequest request;
    try {
      request = codec.decode(arrival.payload());
    } catch (DecodingException e) {
      refuse(arrival, e.reason(), e.getMessage());
      return;
    }
    Job job = admission.job(request, arrival);
    if (request.getCut().equals(OffloadQuestion.PROBE)) {
      probe(job);
      return;
    }
    Optional<Refusal> refusal = admission.refusal(job);
    if (refusal.isPresent()) {
      desk.refuse(job, refusal.get());
      lookAgain(refusal.get());
    } else if (queue.offer(job)) {
      shelf.want(job.key());
    } else {
      desk.refuse(job, full());
    }
  }

  // Answered from the door, so that asking how long the queue is does not make it longer.
  private void probe(Job job) {
    Optional<Refusal> refusal = admission.probeRefusal(job);
    if (refusal.isPresent()) {
      desk.refuse(job, refusal.get());
      lookAgain(refusal.get());
    } else {
      desk.tellQueue(job, admission.queueNanos(job));
    }
  }

  /** Counts what is longer than any request may be, of which nothing was read. */
  void submitTooLong(Arrival arrival) {
    ledger.received();
    refuse(
        arrival,
        Reason.OVERSIZED,
        "the request has more than %d bytes, which is all that are read"
            .formatted(AvroCodec.MAX_BYTES));
  }

  OffloadTotals totals() {
    return ledger.totals();
  }

  /** Requests without a label, by reason. */
  Map<String, Long> reasons() {
    return ledger.reasons();
  }

  Ledger.Work work() {
    return ledger.work();
  }

  int queued() {
    return queue.jobs();
  }

  long queuedBytes() {
    return queue.bytes();
  }

  long mostQueuedBytes() {
    return queue.peakBytes();
  }

  int openTails() {
    return shelf.size();
  }

  static Refusal full() {
    return Refusal.unable("queue-full", "the queue is full, or closed: ask again later");
  }

  private void refuse(Arrival arrival, Reason reason, String message) {
    String code = reason.name().toLowerCase(Locale.ROOT);
    ledger.refused(Ending.UNDECODABLE, code);
    letters.bury(arrival, code, message);
    arrival.from().undecodable(reason, message);
  }

  /** A bundle may have been put into the folders since. */
  private void lookAgain(Refusal refusal) {
    long now = nanos.getAsLong();
    long last = lookedNanos.get();
    if (refusal.ending() == Ending.UNKNOWN
        && now - last > LOOK_AGAIN_NANOS
        && lookedNanos.compareAndSet(last, now)) {
      shelf.aside(folders::refresh);
    }
  }

  /** What becomes of requests that waited for a tail. */
  private final class Opened implements TailShelf.Listener {
    @Override
    public void opened(TailKey key) {
      queue.wake();
    }

    @Override
    public void refused(TailKey key, Refusal why) {
      queue.drain(key).forEach(job -> desk.refuse(job, why));
    }
  }

  @Override
  public void close() {
    Refusal closing = Refusal.unable("closing", "this instance stops: ask again, another answers");
    queue.close().forEach(job -> desk.refuse(job, closing));
    try {
      for (Thread worker : workers) {
        worker.join(CLOSE_WITHIN.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shelf.close();
    LOG.info("offloading stopped count={}", ledger.totals().received());
  }
}
