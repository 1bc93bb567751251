package org.cbnet.cloud.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
  private final RestoreProgress progress = new RestoreProgress(() -> 0);

  @Test
  void tellsWhatIsLeftByStore() {
    TopicPartition boots = new TopicPartition("app-boots-changelog", 0);
    TopicPartition others = new TopicPartition("app-boots-changelog", 1);
    TopicPartition rows = new TopicPartition("app-windows-changelog", 0);
    assertThat(progress.describe()).isEmpty();

    progress.onRestoreStart(boots, "boots", 0, 100);
    progress.onRestoreStart(others, "boots", 50, 100);
    progress.onRestoreStart(rows, "windows", 0, 10);
    progress.onBatchRestored(boots, "boots", 30, 30);
    progress.onRestoreEnd(rows, "windows", 10);

    assertThat(progress.remaining()).containsOnlyKeys("boots").containsEntry("boots", 120L);
    assertThat(progress.describe()).hasValue("restoring count=30 of=150 stores=boots");
    assertThat(progress.restored()).isEqualTo(30);
    progress.onRestoreSuspended(boots, "boots", 30);
    progress.onRestoreEnd(others, "boots", 50);
    assertThat(progress.describe()).isEmpty();
  }
}
