package org.cbnet.edge.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Against a real datagram socket, as systemd has one. */
class NotifierTest {
  @TempDir private Path folder;

  @Test
  void tellsSystemdOverASocketWithAPath() throws Exception {
    String path = folder.resolve("notify").toString();
    try (NotifySocket systemd = new NotifySocket(path)) {
      Notifier notifier = Notifier.of(Map.of("NOTIFY_SOCKET", path), 7);

      notifier.ready();
      notifier.status("running\n3 waiting");
      notifier.alive();
      notifier.stopping();

      assertThat(notifier.active()).isTrue();
      assertThat(systemd.receive()).isEqualTo("READY=1");
      assertThat(systemd.receive()).isEqualTo("STATUS=running 3 waiting");
      assertThat(systemd.receive()).isEqualTo("WATCHDOG=1");
      assertThat(systemd.receive()).isEqualTo("STOPPING=1");
    }
  }

  @Test
  void tellsSystemdOverAnAbstractSocket() throws Exception {
    String name = "@cbnet-" + UUID.randomUUID();
    try (NotifySocket systemd = new NotifySocket(name)) {
      Notifier.of(Map.of("NOTIFY_SOCKET", name), 7).ready();

      assertThat(systemd.receive()).isEqualTo("READY=1");
    }
  }

  @Test
  void isSilentWhereSystemdDidNotStartIt() {
    Notifier notifier = Notifier.of(Map.of("WATCHDOG_USEC", "1000000"), 7);

    notifier.ready();

    assertThat(notifier.active()).isFalse();
    assertThat(notifier.watchdog()).isEmpty();
  }

  @Test
  void logsASocketThatIsGoneOnceAndGoesOn() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(Notifier.class);
    log.start();
    logger.addAppender(log);
    Notifier notifier = Notifier.of(Map.of("NOTIFY_SOCKET", folder + "/none"), 7);

    notifier.ready();
    notifier.alive();
    Notifier.of(Map.of("NOTIFY_SOCKET", "no-path"), 7).alive();
    Notifier.of(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(200)), 7).alive();
    logger.detachAppender(log);

    assertThat(log.list).hasSize(3);
    assertThat(log.list.get(0).getKeyValuePairs().toString()).contains("No such file");
  }

  @Test
  void doesNotWaitForASystemdThatDoesNotRead() throws Exception {
    String path = folder.resolve("notify").toString();
    try (NotifySocket systemd = new NotifySocket(path)) {
      Notifier notifier = Notifier.of(Map.of("NOTIFY_SOCKET", path), 7);
      for (int i = 0; i < 10_000; i++) {
        notifier.alive();
      }

      assertThat(systemd.receive()).isEqualTo("WATCHDOG=1");
    }
  }

  @Test
  void takesOnlyItsOwnWatchdog() {
    Map<String, String> ours =
        Map.of("NOTIFY_SOCKET", "/n", "WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "7");

    assertThat(Notifier.of(ours, 7).watchdog()).contains(Duration.ofSeconds(30));
    assertThat(Notifier.of(ours, 8).watchdog()).isEmpty();
    assertThat(watchdog("30000000")).isEqualTo(Duration.ofSeconds(30));
    assertThat(watchdog("0")).isNull();
    assertThat(watchdog("-1")).isNull();
    assertThat(watchdog("soon")).isNull();
    assertThat(watchdog("9223372036854775807")).isNull();
  }

  private static Duration watchdog(String micros) {
    return Notifier.of(Map.of("NOTIFY_SOCKET", "/n", "WATCHDOG_USEC", micros), 7)
        .watchdog()
        .orElse(null);
  }
}
