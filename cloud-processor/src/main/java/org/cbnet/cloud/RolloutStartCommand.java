package org.cbnet.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cbnet.cloud.admin.AdminException;
import org.cbnet.cloud.admin.BundleUpload;
import org.cbnet.cloud.admin.RolloutWatch;
import org.cbnet.cloud.config.Durations;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code admin rollout start}. */
@Command(
    name = "start",
    description = "Starts a roll-out and prints its id on standard output.",
    footer = {
      "",
      "It halts by itself where too many devices fail, or accuracy or time leave their range.",
      "With --follow it ends with 0 once all devices have the bundle, and 1 where it was halted.",
      "",
      "Examples:",
      "  cbnet admin rollout start --bundle models/fashion-mnist/cbnet",
      "  cbnet admin rollout start --bundle HASH --group north --steps 5,50,100 --soak 30m --follow"
    })
final class RolloutStartCommand implements Callable<Integer> {
  @Option(
      names = "--bundle",
      required = true,
      description = "Hash of an uploaded bundle, or its folder on this machine.")
  private String bundle;

  @Option(names = "--strategy", description = "By name (default: the bundle's own).")
  private String strategy;

  @Option(names = "--threshold", description = "Nats of entropy (default: the bundle's own).")
  private Double threshold;

  @Option(names = "--group", description = "Only devices of this group.")
  private String group;

  @Option(
      names = "--steps",
      split = ",",
      description = "Percent of the devices, rising to 100 (default: 1,10,50,100).")
  private List<Double> steps;

  @Option(names = "--soak", description = "How long each step is watched (default: 1h).")
  private String soak;

  @Option(
      names = "--failed-share",
      description = "Greatest share of devices that fail or roll back (default: 0.05).")
  private Double failedShare;

  @Option(
      names = "--reporting-share",
      description = "Least share of a step's devices that must have reported (default: 0.5).")
  private Double reportingShare;

  @Option(
      names = "--least-accuracy",
      description = "Of labelled results (default: the bundle's own less 0.05).")
  private Double leastAccuracy;

  @Option(names = "--greatest-p50-micros", description = "Median time of a frame.")
  private Double greatestP50Micros;

  @Option(
      names = "--on-halt",
      description = "back: devices get what they had (default); stay: they keep what they have.")
  private String onHalt;

  @Option(names = "--follow", description = "Wait for its end and print how it goes.")
  private boolean follow;

  @Mixin private CloudOption cloud;

  @Mixin private JsonFileOption json;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JsonNode started = cloud.client().post("/api/v1/rollouts", request());
    String id = started.path("id").asText();
    spec.commandLine().getOut().println(id);
    spec.commandLine().getOut().flush();
    if (!follow) {
      json.write(started);
      return ExitCode.OK;
    }
    RolloutWatch watch =
        new RolloutWatch(cloud.client(), line -> spec.commandLine().getErr().println(line));
    JsonNode ended = watch.untilEnd(id);
    json.write(ended);
    return RolloutWatch.isDone(ended) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Map<String, Object> request() throws Exception {
    Map<String, Object> request = new LinkedHashMap<>();
    boolean isFolder = Files.isDirectory(Path.of(bundle));
    request.put("bundle", isFolder ? BundleUpload.hash(Path.of(bundle)) : bundle);
    request.put("strategy", strategy);
    request.put("threshold", threshold);
    request.put("group", group);
    request.put("percentages", steps);
    request.put("soakSeconds", soakSeconds());
    request.put("failedShare", failedShare);
    request.put("reportingShare", reportingShare);
    request.put("leastAccuracy", leastAccuracy);
    request.put("greatestP50Micros", greatestP50Micros);
    request.put("onHalt", onHalt);
    return request;
  }

  private Long soakSeconds() throws AdminException {
    if (soak == null) {
      return null;
    }
    return Durations.parse(soak)
        .orElseThrow(
            () ->
                new AdminException(
                    "--soak must be a duration such as 90s, 30m or 2h: '%s'".formatted(soak), true))
        .toSeconds();
  }
}
