package org.cbnet.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cbnet.cloud.admin.RolloutWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code admin rollout halt}. */
@Command(
    name = "halt",
    description = "Halts a roll-out, or takes one back that is done.",
    footer = {
      "",
      "Examples:",
      "  cbnet admin rollout halt r7",
      "  cbnet admin rollout halt r7 --on-halt stay"
    })
final class RolloutHaltCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "Of the roll-out.")
  private String id;

  @Option(
      names = "--on-halt",
      description =
          "back: devices get what they had; stay: they keep what they have"
              + " (default: as it was started).")
  private String onHalt;

  @Mixin private CloudOption cloud;

  @Mixin private JsonFileOption json;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Map<String, Object> request = new HashMap<>();
    request.put("onHalt", onHalt);
    JsonNode halted = cloud.client().post("/api/v1/rollouts/%s/halt".formatted(id), request);
    json.write(halted);
    spec.commandLine().getOut().println(RolloutWatch.line(halted));
    return ExitCode.OK;
  }
}
