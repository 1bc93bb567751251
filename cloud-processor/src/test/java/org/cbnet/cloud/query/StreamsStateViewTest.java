package org.cbnet.cloud.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class StreamsStateViewTest {

  @Test
  void answersWithAllPartitionsOnly() {
    assertThat(StreamsStateView.obstacle(State.RUNNING, 4, 4)).isEmpty();
    assertThat(StreamsStateView.obstacle(State.RUNNING, 2, 4))
        .hasValueSatisfying(reason -> assertThat(reason).contains("holds 2 of 4 input partitions"));
    assertThat(StreamsStateView.obstacle(State.REBALANCING, 4, 4))
        .contains("the cloud is rebalancing");
  }
}
