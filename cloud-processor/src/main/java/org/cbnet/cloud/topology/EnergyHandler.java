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
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.time.EventTime;
import org.cbnet.cloud.topology.Refusal.Reason;
import org.cbnet.schemas.record.EnergySample;

/** Adds each energy sample once, to the rows that its own fields name. */
final class EnergyHandler implements InputHandler<EnergySample> {
  private final EventTime eventTime;
  private final KeyValueStore<BootId, BootLedger> boots;
  private final Rows rows;

  EnergyHandler(ProcessingContext context, EventTime eventTime) {
    this.eventTime = eventTime;
    this.boots = CloudStores.BOOTS.of(context);
    this.rows = new Rows(context);
  }

  @Override
  public Optional<Refusal> handle(EnergySample sample, Arrival arrival, PartitionTotals totals) {
    totals.add(Counter.ENERGY_DECODED, 1);
    Optional<Refusal> refusal = EnergyRules.check(sample, arrival);
    Optional<List<SequenceSpan>> fresh =
        refusal.isPresent() ? Optional.empty() : unseen(sample, arrival);
    if (fresh.isEmpty()) {
      totals.add(Counter.ENERGY_REFUSED, 1);
      return refusal.or(() -> Optional.of(noRoom(sample)));
    }
    if (fresh.get().isEmpty()) {
      totals.add(Counter.ENERGY_DUPLICATE, 1);
    } else {
      totals.add(Counter.ENERGY_ACCEPTED, 1);
      count(sample, arrival, totals);
    }
    return Optional.empty();
  }

  private Optional<List<SequenceSpan>> unseen(EnergySample sample, Arrival arrival) {
    BootId id = new BootId(sample.getDeviceId(), sample.getInstallId(), sample.getBootNumber());
    BootLedger ledger = Optional.ofNullable(boots.get(id)).orElseGet(BootLedger::empty);
    Optional<List<SequenceSpan>> fresh =
        ledger.addEnergySample(sample.getSequence(), arrival.appendMillis());
    boots.put(id, ledger);
    return fresh;
  }

  private void count(EnergySample sample, Arrival arrival, PartitionTotals totals) {
    Minutes minutes = new Minutes();
    long eventMicros = eventTime.micros(sample, arrival.appendMillis());
    if (eventTime.isLate(eventMicros, arrival.appendMillis())) {
      totals.add(Counter.ENERGY_LATE, 1);
      minutes.late().add(sample);
    } else {
      minutes.at(eventMicros).add(sample);
    }
    rows.add(Group.of(sample), sample.getRound(), minutes, arrival);
  }

  private static Refusal noRoom(EnergySample sample) {
    return new Refusal(
        Reason.INTERVALS,
        "energy sample %d opens one gap too many in boot %d"
            .formatted(sample.getSequence(), sample.getBootNumber()));
  }
}
