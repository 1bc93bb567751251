package org.cbnet.cloud.topology;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.cbnet.cloud.dedup.SequenceSpan;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.stats.Observations;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.time.EventTime;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/** Adds the accepted results of a batch to all rows that they belong to, minute by minute. */
final class AcceptedResults {
  private final EventTime eventTime;
  private final Rows rows;
  private final DeviceActivity devices;
  private final Observations seen = new Observations();
  private long minute;
  private boolean isLate;
  private long telemetryBytes;

  AcceptedResults(ProcessorContext<byte[], byte[]> context, EventTime eventTime) {
    this.eventTime = eventTime;
    this.rows = new Rows(context);
    this.devices = new DeviceActivity(context);
  }

  /**
   * Adds.
   *
   * @param fresh the accepted ones, in order
   * @return how many of them are late
   */
  long add(ResultBatch batch, List<SequenceSpan> fresh, Arrival arrival) {
    rows.begin(Group.of(batch), batch.getRound(), arrival);
    devices.begin(batch, arrival);
    // The record's own bytes go where its first counted result goes, so that they are counted once.
    telemetryBytes = arrival.value().length;
    seen.clear();
    long accepted = 0;
    long late = 0;
    for (SequenceSpan span : fresh) {
      accepted += span.count();
      for (long sequence = span.first(); sequence <= span.last(); sequence++) {
        Result result = batch.getResults().get((int) (sequence - batch.getFirstSequence()));
        late += take(batch, result, arrival) ? 1 : 0;
      }
    }
    addSeen();
    rows.end();
    devices.end(accepted);
    return late;
  }

  private boolean take(ResultBatch batch, Result result, Arrival arrival) {
    long eventMicros = eventTime.micros(batch, result, arrival.appendMillis());
    long start = WindowSize.MINUTE.startSeconds(eventMicros);
    boolean late = eventTime.isLate(eventMicros, arrival.appendMillis());
    if (seen.results() > 0 && (start != minute || late != isLate)) {
      addSeen();
    }
    minute = start;
    isLate = late;
    seen.add(result, batch.getReplayed());
    return late;
  }

  private void addSeen() {
    if (seen.results() == 0) {
      return;
    }
    for (Aggregate row : isLate ? rows.late() : rows.at(TimeUnit.SECONDS.toMicros(minute))) {
      row.add(seen);
      row.addTelemetryBytes(telemetryBytes);
    }
    devices.add(seen, minute);
    telemetryBytes = 0;
    seen.clear();
  }
}
