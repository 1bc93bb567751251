package org.cbnet.edge.steering;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.log.Repeats;
import org.cbnet.edge.publish.BackOff;
import org.cbnet.edge.steering.StateGate.Admitted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the cloud for the desired state, over and over: it holds a request until there is another
 * one or the wait is over. A thread of its own runs it.
 */
final class DesiredPoller implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DesiredPoller.class);
  private static final int MAX_STATE_BYTES = 64 << 10;
  private static final int OK = 200;
  private static final int UNCHANGED = 304;
  private static final Duration SLACK = Duration.ofSeconds(15);
  private static final Duration LOG_PERIOD = Duration.ofMinutes(10);
  private static final Pattern STRONG_TAG = Pattern.compile("\"([\\x21\\x23-\\x7e]{1,128})\"");

  private final CloudClient cloud;
  private final String path;
  private final Duration wait;
  private final StateGate gate;
  private final MemoryFile memory;
  private final Consumer<SteeringMemory> onAccepted;
  private final BackOff backOff;
  private final EdgeClock clock;
  private final Repeats repeats;
  // A state that was signed and can't be used is not asked for again.
  private String known;
  private volatile Optional<RefusedException> refusal = Optional.empty();

  /**
   * @param wait how long the cloud may hold a request
   * @param onAccepted called with every state that may be applied
   * @param backOff waits after a request that came to nothing
   */
  DesiredPoller(
      CloudClient cloud,
      String deviceId,
      Duration wait,
      StateGate gate,
      MemoryFile memory,
      Consumer<SteeringMemory> onAccepted,
      BackOff backOff,
      EdgeClock clock) {
    this.cloud = cloud;
    this.path = "/api/v1/devices/%s/desired?wait=%d".formatted(deviceId, wait.toSeconds());
    this.wait = wait;
    this.gate = gate;
    this.memory = memory;
    this.onAccepted = onAccepted;
    this.backOff = backOff;
    this.clock = clock;
    this.repeats = new Repeats(clock, LOG_PERIOD);
    this.known = memory.get().tag();
  }

  /** Why the last state that the cloud served changed nothing. */
  Optional<RefusedException> refusal() {
    return refusal;
  }

  @Override
  public void run() {
    try {
      while (true) {
        long begun = clock.monotonicNanos();
        if (asked()) {
          backOff.reset();
        }
        // A cloud that never holds a request must not be asked without a pause.
        long least = backOff.nextNanos() - (clock.monotonicNanos() - begun);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, least));
      }
    } catch (InterruptedException e) {
      // The agent ends.
    }
  }

  private boolean asked() throws InterruptedException {
    try {
      Map<String, String> headers = new HashMap<>();
      if (known != null) {
        headers.put("If-None-Match", "\"%s\"".formatted(known));
      }
      HttpResponse<byte[]> answer =
          cloud.get(path, headers, CloudClient.bytes(MAX_STATE_BYTES), wait.plus(SLACK));
      if (answer.statusCode() == OK) {
        String before = known;
        take(answer);
        // One that sends the same over and over is asked less and less.
        return !known.equals(before);
      }
      if (answer.statusCode() != UNCHANGED) {
        throw new IOException("the cloud answers %d".formatted(answer.statusCode()));
      }
      // What is known still holds; only a refusal that the cloud signed is about that.
      refusal = refusal.filter(RefusedException::signed);
      return true;
    } catch (RefusedException e) {
      refusal = Optional.of(e);
      report("the desired state is refused, nothing changes", e.getMessage());
      return false;
    } catch (IOException e) {
      report("the desired state can't be asked for", e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a mistake of ours: " + e);
      return false;
    }
  }

  private void take(HttpResponse<byte[]> answer) throws RefusedException {
    String tag =
        answer
            .headers()
            .firstValue("ETag")
            .map(STRONG_TAG::matcher)
            .filter(matcher -> matcher.matches())
            .map(matcher -> matcher.group(1))
            .orElseThrow(() -> new RefusedException("it has no strong ETag", false));
    SteeringMemory before = memory.get();
    Admitted admitted;
    try {
      admitted = gate.admit(answer.body(), before);
    } catch (RefusedException e) {
      known = e.signed() ? tag : known;
      throw e;
    }
    known = tag;
    refusal = Optional.empty();
    try {
      memory.update(last -> last.accept(admitted.state(), admitted.sha256(), tag));
    } catch (IOException e) {
      LOG.atError().addKeyValue("reason", e).log("what the cloud wants is not on disk");
    }
    if (admitted.state().revision() > before.revision()) {
      LOG.atInfo()
          .addKeyValue("revision", admitted.state().revision())
          .addKeyValue("requestedBy", admitted.state().requestedBy())
          .log("the cloud wants another state");
    }
    onAccepted.accept(memory.get());
  }

  private void report(String event, String reason) {
    OptionalLong keptBack = repeats.admit(event + reason);
    if (keptBack.isPresent()) {
      LOG.atWarn()
          .addKeyValue("reason", reason)
          .addKeyValue("count", keptBack.getAsLong())
          .log(event);
    }
  }
}
