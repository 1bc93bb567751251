package org.cbnet.cloud;

import java.util.Properties;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.start.Durability;
import org.cbnet.cloud.start.InputTopics;
import org.cbnet.cloud.start.StartException;
import org.cbnet.cloud.start.StoredState;
import org.cbnet.cloud.start.StreamsSettings;
import org.cbnet.cloud.store.CloudStores;

/** What the broker has before the cloud begins. */
final class BrokerState {
  private BrokerState() {}

  /**
   * Makes the topics that are missing, and looks whether this version can go on with what there is.
   *
   * @return how many partitions each input has
   * @throws StartException naming the remedy where it can't
   */
  static int prepare(CloudConfig config) throws StartException {
    Properties client = StreamsSettings.admin(config);
    int replicationFactor = config.topics().replicationFactor();
    int partitions =
        new InputTopics(config.topics().partitions(), replicationFactor).prepare(client);
    new StoredState(config.applicationId(), CloudStores.PARTITIONS.name())
        .check(client, partitions);
    new Durability(config.maxReplayAge(), replicationFactor).check(client);
    return partitions;
  }
}
