package org.cbnet.edge.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockSyncTest {
  @TempDir private Path folder;

  @Test
  void becomesSyncedWhenTheMarkerAppears() throws IOException {
    Path marker = folder.resolve("synchronized");
    ClockSync sync = ClockSync.marker(marker);
    assertThat(sync.synced()).isFalse();

    Files.createFile(marker);

    assertThat(sync.synced()).isTrue();
  }

  @Test
  void trustsTheOperator() {
    assertThat(ClockSync.ofMachine(new ManualClock(), true).synced()).isTrue();
  }
}
