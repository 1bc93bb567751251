package org.cbnet.cloud.peer;

import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.TaskId;
import org.cbnet.cloud.store.PartitionStores;

/** Follows how far copies are behind, so that one that is being built is not read. */
public final class CopyLags implements StandbyUpdateListener {
  private final PartitionStores stores;

  public CopyLags(PartitionStores stores) {
    this.stores = Objects.requireNonNull(stores, "stores is null");
  }

  @Override
  public void onUpdateStart(TopicPartition changelog, String storeName, long startingOffset) {
    stores.behind(changelog.partition(), storeName, Long.MAX_VALUE);
  }

  @Override
  public void onBatchLoaded(
      TopicPartition changelog,
      String storeName,
      TaskId task,
      long batchEndOffset,
      long batchSize,
      long currentEndOffset) {
    stores.behind(task.partition(), storeName, Math.max(0, currentEndOffset - batchEndOffset));
  }

  @Override
  public void onUpdateSuspended(
      TopicPartition changelog,
      String storeName,
      long storeOffset,
      long currentEndOffset,
      SuspendReason reason) {
    // Promoted or moved: the store itself says so.
  }
}
