package org.cbnet.experiments.bench;

import org.cbnet.experiments.bench.dedup.DedupBenchCommand;
import org.cbnet.experiments.bench.link.LinkBenchCommand;
import org.cbnet.experiments.bench.map.MapCommand;
import org.cbnet.experiments.bench.method.MethodBenchCommand;
import org.cbnet.experiments.bench.method.MethodWorkerCommand;
import org.cbnet.experiments.bench.offload.OffloadBenchCommand;
import org.cbnet.experiments.bench.proxy.ProxyBenchCommand;
import org.cbnet.experiments.bench.stream.ContenderCommand;
import org.cbnet.experiments.bench.stream.StreamBenchCommand;
import org.cbnet.experiments.chaos.ChaosCommand;
import picocli.CommandLine.Command;

/** Groups the benchmarks, each of which compares within one run. */
@Command(
    name = "bench",
    description = "Measures parts of the product against the bare minimum, in one run.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AgentBenchCommand.class,
      StreamBenchCommand.class,
      DedupBenchCommand.class,
      ChaosCommand.class,
      ProxyBenchCommand.class,
      MapCommand.class,
      LinkBenchCommand.class,
      OffloadBenchCommand.class,
      MethodBenchCommand.class,
      MethodWorkerCommand.class,
      ContenderCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  ./cbnet bench agent",
      "  ./cbnet bench agent --json agent.json",
      "  ./cbnet bench stream --quick",
      "  ./cbnet bench chaos --json chaos.json",
      "  ./cbnet bench proxy",
      "  ./cbnet bench map --out docs/offloading-map.md",
      "  ./cbnet bench link",
      "  ./cbnet bench offload --json offload.json",
      "  ./cbnet bench method --json method.json"
    })
public final class BenchCommand {}
