package org.cbnet.experiments.bench.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench stream}: the cloud against a bare consumer and a naive DSL application. */
@Command(
    name = "stream",
    description = "The cloud: throughput, fleets of all sizes, state of a device, freshness.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Takes about two hours, with --quick ten minutes. Contenders read the same topics in turns,",
      "each in a process of its own that has warmed up; only ratios within one run can be compared",
      "with another machine's.",
      "Exit code 0 when all is measured, 1 when a part failed. Targets are reported, not enforced.",
      "",
      "Examples:",
      "  ./cbnet bench stream --json stream.json",
      "  ./cbnet bench stream --quick --parts THROUGHPUT"
    })
public final class StreamBenchCommand implements Callable<Integer> {
  enum Part {
    THROUGHPUT,
    FLEETS,
    STATE,
    FRESHNESS
  }

  private static final int MAX_ROUNDS = 100;

  @Spec private CommandSpec spec;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private Path json;

  @Option(names = "--quick", description = "Less of everything: for a first look.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Of THROUGHPUT and FLEETS (default: 5, with --quick 3); figures are medians.")
  private Integer rounds;

  @Option(
      names = "--parts",
      paramLabel = "PART",
      split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES} (default: all).")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(
      names = "--contenders",
      paramLabel = "NAME",
      split = ",",
      description = "Of THROUGHPUT only these: ${COMPLETION-CANDIDATES} (default: all).")
  private List<Contender> contenders = List.of(Contender.values());

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where topics and states lie meanwhile, some GB (default: a temporary folder).")
  private Path folder;

  @Override
  public Integer call() throws Exception {
    if (rounds != null && (rounds < 1 || rounds > MAX_ROUNDS)) {
      throw new ParameterException(
          spec.commandLine(), "--rounds must be in [1, %d]: %d".formatted(MAX_ROUNDS, rounds));
    }
    Path work =
        folder == null
            ? Files.createTempDirectory("cbnet-bench")
            : Files.createTempDirectory(Files.createDirectories(folder), "cbnet-bench");
    PrintWriter err = spec.commandLine().getErr();
    StreamBench bench = new StreamBench(work, sizes(), err, Clock.systemUTC());
    ObjectNode figures = new ObjectMapper().createObjectNode();
    try {
      measure(bench, figures);
    } catch (IOException e) {
      err.println("bench stream: %s (see %s)".formatted(e.getMessage(), work));
      return 1;
    }
    Files.delete(work);
    PrintWriter out = spec.commandLine().getOut();
    new StreamTable(figures).print(out);
    out.flush();
    if (json != null) {
      Files.writeString(json, figures.toPrettyString() + "\n");
    }
    return 0;
  }

  private StreamSizes sizes() {
    StreamSizes sizes = quick ? StreamSizes.QUICK : StreamSizes.FULL;
    return rounds == null ? sizes : sizes.in(rounds);
  }

  private void measure(StreamBench bench, ObjectNode figures)
      throws IOException, InterruptedException {
    if (parts.contains(Part.THROUGHPUT)) {
      new ThroughputBench(bench).measure(figures, contenders);
    }
    if (parts.contains(Part.FLEETS)) {
      new FleetsBench(bench).measure(figures);
    }
    if (parts.contains(Part.STATE)) {
      new StateBench(bench).measure(figures);
    }
    if (parts.contains(Part.FRESHNESS)) {
      new FreshnessBench(bench).measure(figures);
    }
    Environment.put(figures.putObject("environment"), bench.sizes());
  }
}
