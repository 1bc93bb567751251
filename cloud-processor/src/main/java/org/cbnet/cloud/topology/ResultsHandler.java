package org.cbnet.cloud.topology;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.dedup.SequenceSpan;
import org.cbnet.cloud.device.Sender;
import org.cbnet.cloud.pairing.RunEnd;
import org.cbnet.cloud.time.EventTime;
import org.cbnet.cloud.topology.Refusal.Reason;
import org.cbnet.cloud.topology.pairing.EndedRuns;
import org.cbnet.schemas.record.ResultBatch;

/** Counts each result of a batch once. */
final class ResultsHandler implements InputHandler<ResultBatch> {
  private final Ledgers ledgers;
  private final AcceptedResults accepted;
  private final CloneGuard clones;
  private final EndedRuns ended;
  private final PairedOutcomes outcomes;

  ResultsHandler(ProcessorContext<byte[], byte[]> context, EventTime eventTime) {
    this.ledgers = new Ledgers(context, eventTime.maxReplayAge());
    this.accepted = new AcceptedResults(context, eventTime);
    this.clones = new CloneGuard(context, "results");
    this.ended = new EndedRuns(context);
    this.outcomes = new PairedOutcomes(context);
  }

  @Override
  public Optional<Refusal> handle(ResultBatch batch, Arrival arrival, PartitionTotals totals) {
    int decoded = batch.getResults().size();
    totals.add(Counter.RESULTS_DECODED, decoded);
    Optional<Refusal> unidentified = ResultRules.identity(batch, arrival);
    if (unidentified.isPresent()) {
      totals.add(Counter.RESULTS_REFUSED, decoded);
      return unidentified;
    }
    Optional<Refusal> clone = clones.check(batch.getDeviceId(), sender(batch), arrival);
    if (clone.isPresent()) {
      // Its numbers may be those of the elder's next results, so they are not remembered.
      totals.add(Counter.RESULTS_REFUSED, decoded);
      return clone;
    }
    BootId boot = boot(batch);
    Optional<Refusal> forgotten = forgotten(boot, arrival);
    if (forgotten.isPresent()) {
      totals.add(Counter.RESULTS_REFUSED, decoded);
      return forgotten;
    }
    Optional<Refusal> refusal = ResultRules.content(batch);
    Optional<List<SequenceSpan>> fresh = unseen(batch, boot, refusal.isPresent(), arrival);
    if (fresh.isEmpty()) {
      totals.add(Counter.RESULTS_REFUSED, decoded);
      return refusal.or(() -> Optional.of(noRoom(batch)));
    }
    long unseen = 0;
    for (SequenceSpan span : fresh.get()) {
      unseen += span.count();
    }
    totals.add(Counter.RESULTS_DUPLICATE, decoded - unseen);
    if (refusal.isPresent()) {
      totals.add(Counter.RESULTS_REFUSED, unseen);
    } else {
      totals.add(Counter.RESULTS_ACCEPTED, unseen);
    }
    if (unseen == 0) {
      return Optional.empty();
    }
    if (!batch.getReplayed()) {
      clones.note(batch.getDeviceId(), sender(batch), arrival);
    }
    if (refusal.isEmpty()) {
      count(batch, fresh.get(), arrival, totals);
    }
    return refusal.map(Refusal::inLedger);
  }

  @Override
  public Optional<Refusal> replay(
      ResultBatch batch, boolean remembered, Arrival arrival, PartitionTotals totals) {
    Optional<Refusal> refusal =
        ResultRules.identity(batch, arrival)
            .or(() -> ResultRules.content(batch))
            .or(() -> forgotten(boot(batch), arrival));
    if (refusal.isPresent()) {
      return refusal;
    }
    Optional<List<SequenceSpan>> found =
        remembered ? readmitted(batch, arrival) : unseen(batch, boot(batch), false, arrival);
    if (found.isEmpty()) {
      return Optional.of(noRoom(batch));
    }
    long accepted = found.get().stream().mapToLong(SequenceSpan::count).sum();
    // Without a ledger the batch was refused whole; with one, only what was new in it.
    long refused = remembered ? accepted : batch.getResults().size();
    totals.add(Counter.RESULTS_REFUSED, -refused);
    totals.add(Counter.RESULTS_ACCEPTED, accepted);
    totals.add(Counter.RESULTS_DUPLICATE, refused - accepted);
    if (accepted > 0) {
      count(batch, found.get(), arrival, totals);
    }
    return Optional.empty();
  }

  private Optional<List<SequenceSpan>> readmitted(ResultBatch batch, Arrival arrival) {
    List<SequenceSpan> readmitted =
        ledgers.change(
            boot(batch), arrival.appendMillis(), ledger -> ledger.results().readmit(span(batch)));
    return readmitted.isEmpty() ? Optional.empty() : Optional.of(readmitted);
  }

  private static Sender sender(ResultBatch batch) {
    return Sender.of(
        batch.getInstallId(), batch.getBootNumber(), batch.getOsBootId(), batch.getSentOsBootId());
  }

  private Optional<List<SequenceSpan>> unseen(
      ResultBatch batch, BootId boot, boolean isRefused, Arrival arrival) {
    SequenceSpan span = span(batch);
    return ledgers.remember(
        boot,
        batch.getDroppedRanges(),
        arrival.appendMillis(),
        BootLedger::results,
        results -> isRefused ? results.refuse(span) : results.accept(span));
  }

  private void count(
      ResultBatch batch, List<SequenceSpan> fresh, Arrival arrival, PartitionTotals totals) {
    long late = accepted.add(batch, fresh, arrival);
    totals.add(Counter.RESULTS_LATE, late);
    if (batch.getRunId() != null) {
      totals.add(Counter.RESULTS_OF_RUNS, fresh.stream().mapToLong(SequenceSpan::count).sum());
      countRun(batch, fresh, arrival, totals);
    }
  }

  private void countRun(
      ResultBatch batch, List<SequenceSpan> fresh, Arrival arrival, PartitionTotals totals) {
    Optional<RunEnd> end = ended.find(batch.getRunId());
    if (end.isPresent()) {
      long accepted = fresh.stream().mapToLong(SequenceSpan::count).sum();
      totals.add(RunEnds.counter(end.get().reason()), accepted);
    } else if (batch.getPairedArms() != null) {
      outcomes.send(batch, fresh, arrival, totals);
    }
  }

  private Optional<Refusal> forgotten(BootId boot, Arrival arrival) {
    return ledgers.isForgotten(boot, arrival.appendMillis())
        ? Optional.of(Refusal.forgotten(boot.bootNumber()))
        : Optional.empty();
  }

  private static BootId boot(ResultBatch batch) {
    return new BootId(batch.getDeviceId(), batch.getInstallId(), batch.getBootNumber());
  }

  private static SequenceSpan span(ResultBatch batch) {
    return new SequenceSpan(
        batch.getFirstSequence(), batch.getFirstSequence() + batch.getResults().size() - 1);
  }

  private static Refusal noRoom(ResultBatch batch) {
    return new Refusal(
        Reason.INTERVALS,
        "sequence %d opens one gap too many in boot %d"
            .formatted(batch.getFirstSequence(), batch.getBootNumber()));
  }
}
