package org.cbnet.experiments.bench.offload;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bench offload}. */
@Command(
    name = "offload",
    description = "Offloading when the bandwidth steps, links go away, and a crowd asks too much.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Broker, offload server and cloud are processes; links are emulated by a proxy.",
      "Device speeds above 1 are emulated by spinning. Takes about 20 minutes;",
      "progress is on stderr. Exit code 0 when all that is claimed holds, 1 when",
      "something does not or can't be measured, 2 for wrong usage.",
      "",
      "Examples:",
      "  ./cbnet bench offload --json offload.json",
      "  ./cbnet bench offload --parts STEP --transport http2",
      "  ./cbnet bench offload --parts OUTAGE --frames 500"
    })
public final class OffloadBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--parts",
      split = ",",
      paramLabel = "PART",
      description = "Only these: ${COMPLETION-CANDIDATES} (default: all).")
  private Set<OffloadBench.Part> parts = EnumSet.allOf(OffloadBench.Part.class);

  @Option(
      names = "--transport",
      split = ",",
      defaultValue = "http2,kafka",
      paramLabel = "NAME",
      description = "What carries questions (default: ${DEFAULT-VALUE}).")
  private List<String> transports;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Has the bundles heavy, lenet and branchynet (default: Fashion-MNIST's).")
  private Path models;

  @Option(
      names = "--phase",
      defaultValue = "20",
      paramLabel = "SECONDS",
      description = "Of STEP, from one step to the next (default: ${DEFAULT-VALUE}).")
  private int phaseSeconds;

  @Option(
      names = "--frames",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Of OUTAGE, each strategy, transport and link (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--away",
      defaultValue = "10",
      paramLabel = "SECONDS",
      description =
          "OUTAGE's 'offline' link is gone, and there between (default: ${DEFAULT-VALUE}).")
  private int awaySeconds;

  @Option(
      names = "--devices",
      defaultValue = "200",
      paramLabel = "N",
      description = "Of CROWD (default: ${DEFAULT-VALUE}).")
  private int devices;

  @Option(
      names = "--load",
      defaultValue = "30",
      paramLabel = "SECONDS",
      description = "Of each measurement of CROWD (default: ${DEFAULT-VALUE}).")
  private int loadSeconds;

  @Option(
      names = "--fleet",
      defaultValue = "200",
      paramLabel = "N",
      description = "Devices whose results are counted beside CROWD (default: ${DEFAULT-VALUE}).")
  private int fleet;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of links, outages and phases (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private Path json;

  @Override
  public Integer call() throws Exception {
    OffloadSizes sizes = sizes();
    List<OffloadTransport> over = transports.stream().distinct().map(this::transport).toList();
    PrintWriter err = spec.commandLine().getErr();
    LabelledImages images =
        new DataSets(DataSetLocator.ofProcess()).testOrSample(KnownDataSet.FASHION_MNIST);
    OffloadReport report;
    try {
      report =
          new OffloadBench(models(), images, sizes, err)
              .measure(Files.createTempDirectory("cbnet-bench-offload"), parts, over);
    } catch (IOException e) {
      err.println("bench offload: " + e.getMessage());
      return 1;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.text());
    out.flush();
    if (json != null) {
      Files.writeString(json, report.figures().toPrettyString() + "\n");
    }
    return report.claims().stream().allMatch(Claim::holds) ? 0 : 1;
  }

  private Path models() {
    return models == null ? JavaLauncher.home().resolve("models").resolve("fashion-mnist") : models;
  }

  private OffloadSizes sizes() {
    try {
      return new OffloadSizes(
          Duration.ofSeconds(phaseSeconds),
          frames,
          Duration.ofSeconds(awaySeconds),
          devices,
          Duration.ofSeconds(loadSeconds),
          fleet,
          seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private OffloadTransport transport(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "http2" -> OffloadTransport.HTTP2;
      case "kafka" -> OffloadTransport.KAFKA;
      default ->
          throw new ParameterException(
              spec.commandLine(), "--transport %s: give http2 or kafka".formatted(name));
    };
  }
}
