package org.cbnet.cloud.query;

import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.cbnet.cloud.store.Store;

/** Where queries read state: a running application, or a test's topology. */
@FunctionalInterface
public interface StateView {

  /**
   * A store over all partitions at hand.
   *
   * @throws NotReadyException while it is being restored or moved
   */
  <K, V> ReadOnlyKeyValueStore<K, V> read(Store<K, V> store);
}
