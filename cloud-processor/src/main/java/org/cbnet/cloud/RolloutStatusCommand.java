package org.cbnet.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.cbnet.cloud.admin.AdminClient;
import org.cbnet.cloud.admin.RolloutWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code admin rollout status}. */
@Command(
    name = "status",
    description = "Prints how far a roll-out has come; all of them where none is named.",
    footer = {
      "",
      "With --follow it ends with 0 once all devices have the bundle, and 1 where it was halted.",
      "",
      "Examples:",
      "  cbnet admin rollout status",
      "  cbnet admin rollout status r7 --follow --json r7.json"
    })
final class RolloutStatusCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "ID", description = "Of the roll-out.")
  private String id;

  @Option(names = "--follow", description = "Wait for its end and print how it goes.")
  private boolean follow;

  @Mixin private CloudOption cloud;

  @Mixin private JsonFileOption json;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    AdminClient client = cloud.client();
    if (id == null) {
      JsonNode all = client.get("/api/v1/rollouts");
      json.write(all);
      all.path("rollouts").forEach(one -> print(RolloutWatch.line(one)));
      return ExitCode.OK;
    }
    if (follow) {
      JsonNode ended = new RolloutWatch(client, this::print).untilEnd(id);
      json.write(ended);
      return RolloutWatch.isDone(ended) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
    JsonNode now = client.get("/api/v1/rollouts/" + id);
    json.write(now);
    print(RolloutWatch.line(now));
    return ExitCode.OK;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
