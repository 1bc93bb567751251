package org.cbnet.cloud;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.migration.StateImport;
import org.cbnet.cloud.start.InputTopics;
import org.cbnet.cloud.start.StreamsSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cloud import}: an exported state becomes that of a new application. */
@Command(
    name = "import",
    description = "Makes an exported state that of a new application, before its first start.",
    footer = {
      "",
      "The number of input partitions may be another one. The new application goes on where the",
      "exported one stood; input topics that were made anew are read from their beginning.",
      "",
      "Example:",
      "  CBNET_APPLICATION_ID=cbnet-cloud-2 cbnet cloud import --from state.jsonl"
    })
final class ImportCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;
  @Mixin private JsonOption json;

  @Option(names = "--from", paramLabel = "FILE", required = true, description = "To read.")
  private Path file;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    CloudConfig read = config.read();
    int replicationFactor = read.topics().replicationFactor();
    var client = StreamsSettings.admin(read);
    int partitions = new InputTopics(read.topics().partitions(), replicationFactor).prepare(client);
    long entries =
        new StateImport(client, read.applicationId(), partitions, replicationFactor).from(file);
    spec.commandLine()
        .getOut()
        .printf("%d entries are the state of application %s%n", entries, read.applicationId());
    json.write(
        Map.of(
            "entries", entries, "applicationId", read.applicationId(), "partitions", partitions));
    return ExitCode.OK;
  }
}
