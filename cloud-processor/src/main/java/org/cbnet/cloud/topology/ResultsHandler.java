package org.cbnet.cloud.topology;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.dedup.SequenceSpan;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.time.EventTime;
import org.cbnet.cloud.topology.Refusal.Reason;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/** Counts each result of a batch once. */
final class ResultsHandler implements InputHandler<ResultBatch> {
  private final EventTime eventTime;
  private final Ledgers ledgers;
  private final KeyValueStore<String, DeviceRow> devices;
  private final Rows rows;

  ResultsHandler(ProcessingContext context, EventTime eventTime) {
    this.eventTime = eventTime;
    this.ledgers = new Ledgers(context);
    this.devices = CloudStores.DEVICES.of(context);
    this.rows = new Rows(context);
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
    Optional<Refusal> refusal = ResultRules.content(batch);
    Optional<List<SequenceSpan>> fresh = unseen(batch, refusal.isPresent(), arrival);
    if (fresh.isEmpty()) {
      totals.add(Counter.RESULTS_REFUSED, decoded);
      return refusal.or(() -> Optional.of(noRoom(batch)));
    }
    long unseen = fresh.get().stream().mapToLong(SequenceSpan::count).sum();
    totals.add(Counter.RESULTS_DUPLICATE, decoded - unseen);
    if (refusal.isPresent()) {
      totals.add(Counter.RESULTS_REFUSED, unseen);
    } else {
      totals.add(Counter.RESULTS_ACCEPTED, unseen);
    }
    if (unseen == 0) {
      return Optional.empty();
    }
    if (refusal.isEmpty()) {
      count(batch, fresh.get(), arrival, totals);
      noteActivity(batch, unseen, arrival);
    }
    return refusal;
  }

  private Optional<List<SequenceSpan>> unseen(
      ResultBatch batch, boolean isRefused, Arrival arrival) {
    SequenceSpan span =
        new SequenceSpan(
            batch.getFirstSequence(), batch.getFirstSequence() + batch.getResults().size() - 1);
    return ledgers.remember(
        new BootId(batch.getDeviceId(), batch.getInstallId(), batch.getBootNumber()),
        batch.getDroppedRanges(),
        arrival,
        BootLedger::results,
        results -> isRefused ? results.refuse(span) : results.accept(span));
  }

  private void count(
      ResultBatch batch, List<SequenceSpan> fresh, Arrival arrival, PartitionTotals totals) {
    Minutes minutes = new Minutes();
    // The record's own bytes go where its first counted result goes, so that they are counted once.
    long bytes = arrival.value().length;
    for (SequenceSpan span : fresh) {
      for (long sequence = span.first(); sequence <= span.last(); sequence++) {
        Result result = batch.getResults().get((int) (sequence - batch.getFirstSequence()));
        Aggregate row = row(minutes, batch, result, arrival);
        row.add(result, batch.getReplayed());
        row.addTelemetryBytes(bytes);
        bytes = 0;
      }
    }
    Group group = Group.of(batch);
    long accepted = fresh.stream().mapToLong(SequenceSpan::count).sum();
    totals.add(Counter.RESULTS_LATE, minutes.late().figures().tally().results());
    totals.add(Counter.RESULTS_OF_RUNS, group.runId().isEmpty() ? 0 : accepted);
    rows.add(group, batch.getRound(), minutes, arrival);
  }

  private Aggregate row(Minutes minutes, ResultBatch batch, Result result, Arrival arrival) {
    long eventMicros = eventTime.micros(batch, result, arrival.appendMillis());
    return eventTime.isLate(eventMicros, arrival.appendMillis())
        ? minutes.late()
        : minutes.at(eventMicros);
  }

  private void noteActivity(ResultBatch batch, long accepted, Arrival arrival) {
    DeviceRow device =
        Optional.ofNullable(devices.get(batch.getDeviceId())).orElseGet(DeviceRow::empty);
    device.results(batch, accepted, arrival.appendMillis());
    devices.put(batch.getDeviceId(), device);
  }

  private static Refusal noRoom(ResultBatch batch) {
    return new Refusal(
        Reason.INTERVALS,
        "sequence %d opens one gap too many in boot %d"
            .formatted(batch.getFirstSequence(), batch.getBootNumber()));
  }
}
