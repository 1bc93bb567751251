package org.cbnet.cloud.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks at a roll-out until it ends, and tells what changes. */
public final class RolloutWatch {
  private static final long POLL_MILLIS = 2_000;

  private final AdminClient client;
  private final Consumer<String> progress;

  /**
   * @param progress gets a line whenever something has changed
   */
  public RolloutWatch(AdminClient client, Consumer<String> progress) {
    this.client = Objects.requireNonNull(client, "client is null");
    this.progress = Objects.requireNonNull(progress, "progress is null");
  }

  /** Waits for the end of a roll-out; returns it as it is then. */
  public JsonNode untilEnd(String id) throws IOException, InterruptedException {
    String before = "";
    while (true) {
      JsonNode now = client.get("/api/v1/rollouts/" + id);
      String line = line(now);
      if (!line.equals(before)) {
        progress.accept(line);
        before = line;
      }
      if (!now.path("state").asText().equals("running")) {
        return now;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** Whether all devices have it. */
  public static boolean isDone(JsonNode rollout) {
    return rollout.path("state").asText().equals("done");
  }

  /** One line about a roll-out as the API answers it. */
  public static String line(JsonNode rollout) {
    StringBuilder line =
        new StringBuilder(
            "%s %s at %s %% of %s"
                .formatted(
                    rollout.path("id").asText(),
                    rollout.path("state").asText(),
                    rollout.path("percentage").asText(),
                    rollout.hasNonNull("group")
                        ? "group " + rollout.path("group").asText()
                        : "the fleet"));
    JsonNode progress = rollout.path("progress");
    if (progress.isObject()) {
      line.append(
          ": %d of %d devices run it, %d failed, %d have not said"
              .formatted(
                  progress.path("applied").asLong(),
                  progress.path("selected").asLong(),
                  progress.path("failed").asLong(),
                  progress.path("pending").asLong()));
    }
    if (rollout.hasNonNull("soakingSince") && rollout.path("state").asText().equals("running")) {
      line.append("; soaking since ").append(rollout.path("soakingSince").asText());
    }
    if (rollout.hasNonNull("reason")) {
      line.append("; ").append(rollout.path("reason").asText());
    }
    return line.toString();
  }
}
