package org.cbnet.edge.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.clock.SystemClock;
import org.cbnet.edge.publish.BackOff;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.cbnet.inference.bundle.signing.TrustedKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DesiredPollerTest {
  @TempDir private Path folder;

  private final SigningKey key = SigningKey.generate();
  private final EdgeClock clock = new SystemClock(Clock.systemUTC());
  private final BlockingQueue<SteeringMemory> accepted = new LinkedBlockingQueue<>();
  private ControlServer server;
  private MemoryFile memory;
  private DesiredPoller poller;
  private Thread thread;

  @BeforeEach
  void start() throws IOException {
    server = new ControlServer();
    memory = MemoryFile.read(folder.resolve("steering"));
    Path token = Files.writeString(folder.resolve("token"), "open-sesame\n");
    poller =
        new DesiredPoller(
            new CloudClient(server.url(), Optional.of(token)),
            "pi-1",
            Duration.ofSeconds(1),
            new StateGate("pi-1", new TrustedKeys(List.of(key.publicKey())), clock, () -> true),
            memory,
            accepted::add,
            new BackOff(Duration.ofMillis(1), Duration.ofMillis(20), new SplittableRandom(1)),
            clock);
    thread = new Thread(poller);
    thread.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
    server.close();
  }

  @Test
  void hearsOfEveryChangeOnce() throws Exception {
    server.serve(Releases.state(key, 1, "rate", 5.0), "a");
    assertThat(accepted.take().tag()).isEqualTo("a");
    server.serve(Releases.state(key, 2, "rate", 6.0), "b");
    assertThat(accepted.take().state().rate()).isEqualTo(6.0);

    assertThat(accepted.poll(100, TimeUnit.MILLISECONDS)).isNull();
    assertThat(MemoryFile.read(folder.resolve("steering")).get().revision()).isEqualTo(2);
  }

  @Test
  void outlivesGarbageFailuresAndSlowAnswers() throws Exception {
    server.fail(10);
    server.serve(Releases.state(key, 1), "a");

    assertThat(accepted.take().revision()).isEqualTo(1);
  }

  @Test
  void bringsItsToken() throws Exception {
    server.askForToken("open-sesame");
    server.serve(Releases.state(key, 1), "a");

    assertThat(accepted.take().revision()).isEqualTo(1);
  }

  @Test
  void changesNothingForAReplayedStateAndSaysWhy() throws Exception {
    byte[] old = Releases.state(key, 1);
    server.serve(old, "a");
    accepted.take();
    server.serve(Releases.state(key, 2), "b");
    accepted.take();

    server.serve(old, "c");
    awaitRefusal("revision 1 is older than 2, which was accepted");

    assertThat(memory.get().revision()).isEqualTo(2);
    assertThat(memory.get().tag()).isEqualTo("b");
    assertThat(accepted).isEmpty();
  }

  @Test
  void goesOnAfterAStateThatItDoesNotUnderstand() throws Exception {
    server.serve(Releases.state(key, 1, "strategy", "magic"), "a");
    awaitRefusal("unknown strategy 'magic'");
    assertThat(poller.refusal().orElseThrow().signed()).isTrue();

    server.serve(Releases.state(key, 2, "strategy", "cbnet"), "b");
    assertThat(accepted.take().revision()).isEqualTo(2);
    assertThat(poller.refusal()).isEmpty();
  }

  private void awaitRefusal(String reason) throws InterruptedException {
    while (!poller.refusal().map(Throwable::getMessage).orElse("").contains(reason)) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }
}
