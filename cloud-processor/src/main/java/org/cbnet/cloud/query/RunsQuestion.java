package org.cbnet.cloud.query;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PairingStores;
import org.cbnet.cloud.store.PartitionView;
import org.cbnet.cloud.store.Store;

/** All runs, by their ids. */
record RunsQuestion() implements Question<Map<String, RunSummary>> {
  @Override
  public List<Store<?, ?>> stores() {
    return List.of(CloudStores.ROUNDS, PairingStores.ENDED_RUNS);
  }

  @Override
  public Map<String, RunSummary> ask(PartitionView view) {
    Map<String, RunSummary> runs = new HashMap<>();
    Snapshots.each(
        view.read(CloudStores.ROUNDS).all(),
        entry ->
            runs.computeIfAbsent(entry.key.runId(), any -> new RunSummary())
                .add(entry.key, entry.value));
    Snapshots.each(
        view.read(PairingStores.ENDED_RUNS).all(),
        entry -> runs.computeIfAbsent(entry.key.runId(), any -> new RunSummary()).end());
    return runs;
  }

  @Override
  public Map<String, RunSummary> merge(Map<String, RunSummary> one, Map<String, RunSummary> other) {
    other.forEach((id, run) -> one.computeIfAbsent(id, any -> new RunSummary()).merge(run));
    return one;
  }

  @Override
  public Wire<Map<String, RunSummary>> wire() {
    return new RunsWire();
  }

  private static final class RunsWire implements Wire<Map<String, RunSummary>> {
    @Override
    public void write(Map<String, RunSummary> runs, DataOutput out) throws IOException {
      out.writeInt(runs.size());
      for (Map.Entry<String, RunSummary> run : runs.entrySet()) {
        out.writeUTF(run.getKey());
        run.getValue().write(out);
      }
    }

    @Override
    public Map<String, RunSummary> read(DataInput in) throws IOException {
      Map<String, RunSummary> runs = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        runs.put(in.readUTF(), RunSummary.read(in));
      }
      return runs;
    }
  }
}
