package org.cbnet.cloud;

import java.util.concurrent.Callable;
import org.apache.kafka.streams.Topology;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.topology.TopologyOutline;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cloud topology}: says what is processed how, without a broker. */
@Command(
    name = "topology",
    description = "Prints sources, processors, stores, sinks and internal topics.",
    footer = {
      "",
      "Examples:",
      "  cbnet cloud topology",
      "  cbnet cloud topology --json topology.json"
    })
final class TopologyCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;
  @Mixin private JsonOption json;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    CloudConfig read = config.read();
    Topology topology = CloudApp.topology(read);
    TopologyOutline outline = TopologyOutline.of(topology, read.applicationId());
    var out = spec.commandLine().getOut();
    out.println(topology.describe());
    out.println("Internal topics:");
    outline.internalTopics().forEach(name -> out.println("  " + name));
    out.flush();
    json.write(outline);
    return ExitCode.OK;
  }
}
