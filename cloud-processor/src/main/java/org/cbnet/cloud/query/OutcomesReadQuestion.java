package org.cbnet.cloud.query;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.cbnet.cloud.pairing.PairingCounter;
import org.cbnet.cloud.store.PairingStores;
import org.cbnet.cloud.store.PartitionView;
import org.cbnet.cloud.store.Store;

/** How many outcomes of paired runs were read by who compares them. */
record OutcomesReadQuestion() implements Question<Long> {
  @Override
  public List<Store<?, ?>> stores() {
    return List.of(PairingStores.PARTITIONS);
  }

  @Override
  public Long ask(PartitionView view) {
    return Optional.ofNullable(view.read(PairingStores.PARTITIONS).get(view.partition()))
        .map(totals -> totals.counts().count(PairingCounter.READ))
        .orElse(0L);
  }

  @Override
  public Long merge(Long one, Long other) {
    return one + other;
  }

  @Override
  public Wire<Long> wire() {
    return new LongWire();
  }

  private static final class LongWire implements Wire<Long> {
    @Override
    public void write(Long answer, DataOutput out) throws IOException {
      out.writeLong(answer);
    }

    @Override
    public Long read(DataInput in) throws IOException {
      return in.readLong();
    }
  }
}
