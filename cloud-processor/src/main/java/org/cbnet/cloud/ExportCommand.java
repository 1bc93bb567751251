package org.cbnet.cloud;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.migration.StateExport;
import org.cbnet.cloud.start.StreamsSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cloud export}: the state of a stopped application to a file. */
@Command(
    name = "export",
    description = "Writes the state of a stopped application to a file, from the broker.",
    footer = {
      "",
      "One JSON object a line: a header, an entry of a store each, the number of entries.",
      "",
      "Example:",
      "  cbnet cloud export --config cloud.yaml --to state.jsonl"
    })
final class ExportCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;
  @Mixin private JsonOption json;

  @Option(names = "--to", paramLabel = "FILE", required = true, description = "To write.")
  private Path file;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    CloudConfig read = config.read();
    var err = spec.commandLine().getErr();
    long entries =
        new StateExport(StreamsSettings.admin(read), read.applicationId(), Clock.systemUTC())
            .to(file, soFar -> err.println("cbnet: %d entries".formatted(soFar)));
    spec.commandLine().getOut().printf("%d entries written to %s%n", entries, file);
    json.write(Map.of("entries", entries, "applicationId", read.applicationId()));
    return ExitCode.OK;
  }
}
