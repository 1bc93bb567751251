package org.cbnet.cloud.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExistingTopicTest {
  private static final ExistingTopic RESULTS = new ExistingTopic("results", "LogAppendTime", 4);

  @Test
  void acceptsTopicsThatAreAlike() {
    assertThat(
            ExistingTopic.defect(List.of(RESULTS, new ExistingTopic("energy", "LogAppendTime", 4))))
        .isEmpty();
  }

  @Test
  void refusesTheDevicesOwnTimeAndNamesTheRemedy() {
    assertThat(ExistingTopic.defect(List.of(RESULTS, new ExistingTopic("energy", "CreateTime", 4))))
        .hasValueSatisfying(
            message ->
                assertThat(message)
                    .contains("topic energy has message.timestamp.type=CreateTime")
                    .contains("kafka-configs.sh")
                    .contains("--entity-name energy"));
  }

  @Test
  void refusesAnotherCountOfPartitionsThanTheResults() {
    assertThat(
            ExistingTopic.defect(List.of(RESULTS, new ExistingTopic("energy", "LogAppendTime", 5))))
        .hasValueSatisfying(
            message ->
                assertThat(message)
                    .contains("topic energy has 5 partitions, it must have 4 as results")
                    .contains("--delete --topic energy"));
  }
}
