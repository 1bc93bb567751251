package org.cbnet.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code admin bundle list}. */
@Command(
    name = "list",
    description = "Lists the bundles that devices can fetch.",
    footer = {"", "Example:", "  cbnet admin bundle list --json bundles.json"})
final class BundleListCommand implements Callable<Integer> {
  @Mixin private CloudOption cloud;

  @Mixin private JsonFileOption json;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JsonNode answer = cloud.client().get("/api/v1/bundles");
    json.write(answer);
    PrintWriter out = spec.commandLine().getOut();
    for (JsonNode bundle : answer.path("bundles")) {
      out.printf(
          "%s  %s %s  version %d  by %s%n",
          bundle.path("hash").asText(),
          bundle.path("dataset").asText(),
          bundle.path("network").asText(),
          bundle.path("version").asLong(),
          bundle.path("uploadedBy").asText());
    }
    return ExitCode.OK;
  }
}
