package org.cbnet.cloud.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurabilityTest {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final Durability durability = new Durability(Duration.ofDays(7), 3);

  @Test
  void wantsResultsTwiceAsLongAsAReplayMayCome() {
    assertThat(durability.retention("t", 14 * DAY_MILLIS)).isEmpty();
    assertThat(durability.retention("t", -1)).isEmpty();
    assertThat(durability.retention("t", 14 * DAY_MILLIS - 1))
        .singleElement()
        .asString()
        .contains("topicName=t", "--add-config retention.ms=1209600000");
  }

  @Test
  void wantsAsManyReplicasAsConfigured() {
    assertThat(durability.replication("t", 3)).isEmpty();
    assertThat(durability.replication("t", 1))
        .singleElement()
        .asString()
        .contains("count=1 least=3");
  }
}
