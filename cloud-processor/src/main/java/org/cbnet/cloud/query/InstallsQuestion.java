package org.cbnet.cloud.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.cloud.device.Installs;
import org.cbnet.cloud.device.InstallsKey;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PartitionView;
import org.cbnet.cloud.store.Store;

/** Who sends under the names of devices that are live twice. */
record InstallsQuestion() implements Question<Map<InstallsKey, Installs>> {
  @Override
  public List<Store<?, ?>> stores() {
    return List.of(CloudStores.INSTALLS);
  }

  @Override
  public Map<InstallsKey, Installs> ask(PartitionView view) {
    Map<InstallsKey, Installs> rows = new HashMap<>();
    Snapshots.each(
        view.read(CloudStores.INSTALLS).all(),
        entry -> {
          if (!entry.value.clashes().isEmpty()) {
            rows.put(entry.key, CloudStores.INSTALLS.copy(entry.value));
          }
        });
    return rows;
  }

  @Override
  public Map<InstallsKey, Installs> merge(
      Map<InstallsKey, Installs> one, Map<InstallsKey, Installs> other) {
    one.putAll(other);
    return one;
  }

  @Override
  public Wire<Map<InstallsKey, Installs>> wire() {
    return new RowsWire<>(CloudStores.INSTALLS, HashMap::new);
  }
}
