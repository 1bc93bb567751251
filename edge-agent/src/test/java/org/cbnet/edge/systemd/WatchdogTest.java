package org.cbnet.edge.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {
  @TempDir private Path folder;

  private List<String> problems = List.of();
  private int remedies;
  private NotifySocket systemd;

  @BeforeEach
  void listen() throws Exception {
    systemd = new NotifySocket(path());
  }

  @AfterEach
  void hangUp() throws Exception {
    systemd.close();
  }

  @Test
  void sendsSignsOfLifeOnlyWhileThereIsProgress() {
    Watchdog watchdog = watchdog(Map.of("NOTIFY_SOCKET", path(), "WATCHDOG_USEC", "8000000"));

    watchdog.look();
    problems = List.of("publisher: no progress for 61 s");
    watchdog.look();
    problems = List.of();
    watchdog.look();

    assertThat(systemd.receive()).isEqualTo("WATCHDOG=1");
    assertThat(systemd.receive()).isEqualTo("STATUS=running");
    assertThat(systemd.receive()).isEqualTo("STATUS=stuck: publisher: no progress for 61 s");
    assertThat(systemd.receive()).isEqualTo("WATCHDOG=1");
    assertThat(systemd.receive()).isEqualTo("STATUS=running");
    assertThat(remedies).isEqualTo(3);
  }

  @Test
  void looksFourTimesWithinTheLimitAndAtLeastEveryTenSeconds() {
    assertThat(period("8000000")).isEqualTo(Duration.ofSeconds(2));
    assertThat(period("120000000")).isEqualTo(Duration.ofSeconds(10));
    assertThat(watchdog(Map.of()).period()).isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void tellsItsStatusWhereNoWatchdogIsWanted() {
    watchdog(Map.of("NOTIFY_SOCKET", path())).look();

    assertThat(systemd.receive()).isEqualTo("STATUS=running");
  }

  @Test
  void looksByItselfUntilItIsClosed() {
    try (Watchdog watchdog = watchdog(Map.of("NOTIFY_SOCKET", path(), "WATCHDOG_USEC", "40000"))) {
      watchdog.start();

      for (int i = 0; i < 6; i++) {
        assertThat(systemd.receive()).isIn("WATCHDOG=1", "STATUS=running");
      }
    }
  }

  private Duration period(String micros) {
    return watchdog(Map.of("NOTIFY_SOCKET", path(), "WATCHDOG_USEC", micros)).period();
  }

  private Watchdog watchdog(Map<String, String> environment) {
    return new Watchdog(
        Notifier.of(environment, 7), () -> problems, () -> "running", () -> remedies++);
  }

  private String path() {
    return folder.resolve("notify").toString();
  }
}
