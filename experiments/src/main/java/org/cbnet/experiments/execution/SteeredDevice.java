package org.cbnet.experiments.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A device elsewhere that does what a run wants of it and says so by its heartbeats. What was
 * wanted of it before is wanted again at the end; where this process is killed, what the run wants
 * expires, and the device returns by itself. One thread.
 */
final class SteeredDevice {
  // A bundle may have to come over a slow link first.
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  // Longer than a heartbeat of the state before could be on its way.
  private static final Duration FAILURE_LASTS = Duration.ofSeconds(20);
  private static final Duration SPARE = Duration.ofMinutes(15);
  private static final Duration POLL = Duration.ofMillis(200);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ControlClient cloud;
  private final String id;
  private final InstantSource clock;
  private final Optional<JsonNode> before;
  private JsonNode heartbeat;

  private SteeredDevice(
      ControlClient cloud,
      String id,
      InstantSource clock,
      Optional<JsonNode> before,
      JsonNode heartbeat) {
    this.cloud = cloud;
    this.id = id;
    this.clock = clock;
    this.before = before;
    this.heartbeat = heartbeat;
  }

  /**
   * Takes hold of a device that runs.
   *
   * @param memory has what was wanted of it before, where a run that was ended has left it; gets it
   *     else
   * @throws IOException where the cloud does not know it, or it does not run
   */
  static SteeredDevice take(ControlClient cloud, String id, InstantSource clock, Path memory)
      throws IOException, InterruptedException {
    JsonNode heartbeat =
        cloud
            .device(id)
            .map(device -> device.path("heartbeat"))
            .filter(JsonNode::isObject)
            .orElseThrow(
                () ->
                    new IOException(
                        "device '%s' was never heard by the cloud: check its id, and that its agent runs"
                            .formatted(id)));
    if (!heartbeat.path("state").asText().equals("running")) {
      throw new IOException(
          "device '%s' is %s since %s: start its agent"
              .formatted(
                  id, heartbeat.path("state").asText(), heartbeat.path("received").asText()));
    }
    // The run that is resumed may have left its own wish.
    if (!Files.exists(memory)) {
      JSON.writeValue(memory.toFile(), cloud.wanted(id).orElse(NullNode.getInstance()));
    }
    Optional<JsonNode> before =
        Optional.of(JSON.readTree(memory.toFile())).filter(JsonNode::isObject);
    return new SteeredDevice(cloud, id, clock, before, heartbeat);
  }

  /** A model that captures nothing: what changes a model is in no block. */
  void rest(DeviceModel model) throws IOException, InterruptedException {
    ObjectNode wish = wish(model, Duration.ZERO);
    wish.put("captureStopped", true);
    apply(wish, model);
  }

  /**
   * A block of a round: frames at a rate, or idling where that is 0. Returns when the device says
   * that it has begun.
   */
  void work(DeviceModel model, double framesPerSecond, String runId, int round, Duration length)
      throws IOException, InterruptedException {
    ObjectNode wish = wish(model, length);
    wish.put("captureStopped", framesPerSecond == 0);
    if (framesPerSecond > 0) {
      wish.put("rate", framesPerSecond);
    }
    wish.put("runId", runId);
    wish.put("round", round);
    apply(wish, model);
  }

  /** Waits until all that it made is with the broker; answers results that it gave up, ever. */
  long drain() throws IOException, InterruptedException {
    String since = heartbeat.path("received").asText();
    awaitHeartbeat(
        beat -> beat.path("spooled").asLong() == 0 && !beat.path("received").asText().equals(since),
        beat -> Optional.empty(),
        "has sent all its results");
    return dropped();
  }

  /** Results that it gave up, ever, as its last heartbeat has it. */
  long dropped() {
    return heartbeat.path("dropped").asLong();
  }

  /** Has it do again what it did before. */
  void letGo() throws IOException, InterruptedException {
    if (before.isEmpty() || isOver(before.get())) {
      cloud.forget(id);
      return;
    }
    ObjectNode wish = before.get().deepCopy();
    // What the cloud says of an entry, and does not take.
    wish.remove(List.of("requestedBy", "updated", "revision", "priority"));
    cloud.want(id, wish);
  }

  private boolean isOver(JsonNode wish) {
    String expires = wish.path("expires").textValue();
    return expires != null && !Instant.parse(expires).isAfter(clock.instant());
  }

  @Override
  public String toString() {
    return id;
  }

  private ObjectNode wish(DeviceModel model, Duration length) {
    ObjectNode wish = JsonNodeFactory.instance.objectNode();
    wish.put("strategy", model.strategy());
    model.bundle().ifPresent(hash -> wish.put("bundle", hash));
    OptionalDouble threshold = model.thresholdNats();
    if (threshold.isPresent()) {
      wish.put("threshold", threshold.getAsDouble());
    }
    // Also what makes every state another one, so that its tag tells that it was taken up.
    wish.put("expires", clock.instant().plus(length).plus(PATIENCE).plus(SPARE).toString());
    return wish;
  }

  private void apply(ObjectNode wish, DeviceModel model) throws IOException, InterruptedException {
    String tag = heartbeat.path("desiredTag").asText();
    cloud.want(id, wish);
    awaitHeartbeat(
        beat -> !beat.path("desiredTag").asText().equals(tag) && model.isRunBy(beat),
        beat -> failure(beat, tag, model),
        "runs " + model);
  }

  // What lasts: a heartbeat may still be of the state before, or of a model that is being changed.
  private static Optional<String> failure(JsonNode beat, String tag, DeviceModel model) {
    String state = beat.path("bundleState").asText();
    if (state.equals("FAILED") || state.equals("ROLLED_BACK")) {
      return Optional.of("says %s: %s".formatted(state, beat.path("bundleReason").asText()));
    }
    boolean isOther = !beat.path("desiredTag").asText().equals(tag) && !model.isRunBy(beat);
    return isOther
        ? Optional.of(
            "has another bundle for %s, %s: give it this product's, or upload %s to the cloud"
                .formatted(model.strategy(), beat.path("modelHash").asText(), model.modelHash()))
        : Optional.empty();
  }

  private void awaitHeartbeat(
      Predicate<JsonNode> wanted, Function<JsonNode, Optional<String>> failure, String what)
      throws IOException, InterruptedException {
    Instant end = clock.instant().plus(PATIENCE);
    Instant healthy = clock.instant();
    while (true) {
      heartbeat = cloud.device(id).map(device -> device.path("heartbeat")).orElse(heartbeat);
      if (wanted.test(heartbeat)) {
        return;
      }
      Instant now = clock.instant();
      Optional<String> failed = failure.apply(heartbeat);
      healthy = failed.isPresent() ? healthy : now;
      if (failed.isPresent() && now.isAfter(healthy.plus(FAILURE_LASTS))) {
        throw new IOException("device '%s' %s".formatted(id, failed.get()));
      }
      if (now.isAfter(end)) {
        throw new IOException(
            "after %d min device '%s' has not said that it %s: is steering.url set, and its control key this cloud's? It said last: %s"
                .formatted(PATIENCE.toMinutes(), id, what, heartbeat));
      }
      Thread.sleep(POLL.toMillis());
    }
  }
}
