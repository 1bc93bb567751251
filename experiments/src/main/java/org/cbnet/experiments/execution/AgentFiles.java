package org.cbnet.experiments.execution;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.link.LinkProfiles;

/**
 * The configuration of a part's agent, and of each of its arms.
 *
 * @param definition of the run
 * @param part of it
 * @param runId that the records carry
 * @param brokers what the agent connects to
 * @param models folder of bundles, by data set
 * @param folder that gets the files and the agent's state
 */
record AgentFiles(
    Definition definition, Part part, String runId, String brokers, Path models, Path folder) {
  // Over a link of 300 ms the compiler is not what a first frame waits for.
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(1);
  private static final int FEWEST_WARM_UP = 5;

  /** The agent's own configuration; arms say what is other for them. */
  String agent() {
    Arm first = definition.arms().get(0);
    return """
        device-id: %s
        site: experiment
        board: %s
        state-directory: "%s"
        kafka:
          bootstrap-servers: "%s"
        inference:
          strategy: %s
          bundle: "%s"
          warm-up-frames: 0
        source:
          data-set: %s
          frames-per-second: %s
        run:
          id: %s
        energy:
          meter: %s
        clock:
          assume-synced: true
        health:
          port: 0
        """
        .formatted(
            part.name(),
            definition.board(),
            folder.resolve(part.name()),
            brokers,
            local(first),
            bundle(first),
            part.dataSet().id(),
            // What is shown once is not timed.
            part.isAccuracy() ? 0 : definition.load().pace().orElse(0),
            runId,
            definition.meter());
  }

  /** Writes the file of an arm under a condition; the agent calls the arm by its name. */
  Path arm(Condition condition, Arm arm, Optional<URI> server, Optional<Path> profile)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("inference:");
    lines.add("  strategy: " + arm.strategy().id());
    lines.add("  reported-as: \"%s\"".formatted(arm.name()));
    lines.add("  bundle: \"%s\"".formatted(bundle(arm)));
    lines.add("  device-speed-factor: " + condition.deviceSpeed());
    lines.add("  warm-up-frames: " + warmUpFrames(condition, arm));
    arm.thresholdNats().ifPresent(nats -> lines.add("  threshold-nats: " + nats));
    if (arm.strategy().offloads()) {
      lines.add("offload:");
      lines.add("  transport: http2");
      lines.add("  url: \"%s\"".formatted(server.orElseThrow()));
      lines.add("  deadline: %dms".formatted(Math.round(1e3 * definition.deadlineSeconds())));
      profile.ifPresent(file -> lines.add("  partition: {device-profile: \"%s\"}".formatted(file)));
    }
    lines.add("run:");
    if (!condition.link().equals(Condition.NO_LINK)) {
      lines.add("  link-profile: " + condition.link());
    }
    lines.add("  paired-arms: " + definition.arms().size());
    Path file = folder.resolve(Arms.id(condition, arm.name()) + ".yaml");
    return Files.write(file, lines);
  }

  /** The folder of an arm's bundle. */
  Path bundle(Arm arm) {
    return models.resolve(part.dataSet().id()).resolve(arm.bundle()).toAbsolutePath();
  }

  // What is configured but never asked for must open without a way to the cloud.
  private static String local(Arm arm) {
    return arm.strategy().offloads() ? arm.strategy().bundles() : arm.strategy().id();
  }

  private int warmUpFrames(Condition condition, Arm arm) {
    int wanted = definition.schedule().warmUpFrames();
    if (!arm.strategy().offloads() || condition.link().equals(Condition.NO_LINK)) {
      return wanted;
    }
    var link = LinkProfiles.named(condition.link());
    long roundTripNanos = link.up().delay().plus(link.down().delay()).toNanos();
    long most = LONGEST_WARM_UP.toNanos() / Math.max(1, roundTripNanos);
    return (int) Math.min(wanted, Math.max(FEWEST_WARM_UP, most));
  }
}
