package org.cbnet.experiments.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench agent}: what the agent's loop, spool, publisher and start cost on this machine. */
@Command(
    name = "agent",
    description = "The agent: loop against bare strategy, spool, drain, wire, disk, outage, start.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Takes about two minutes. Ratios compare blocks that take turns within this run;",
      "absolute figures are this machine's, and say nothing of a Raspberry Pi.",
      "Exit code 0 when all is measured, 1 when a part failed.",
      "",
      "Examples:",
      "  ./cbnet bench agent",
      "  ./cbnet bench agent --json agent.json --folder /mnt/card"
    })
final class AgentBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private Path json;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where spools lie while they are measured (default: a temporary folder).")
  private Path folder;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path work =
        folder == null
            ? Files.createTempDirectory("cbnet-bench")
            : Files.createTempDirectory(Files.createDirectories(folder), "cbnet-bench");
    ObjectNode figures = new ObjectMapper().createObjectNode();
    try (LocalStack stack = new LocalStack(work, JavaLauncher.ofThisProcess())) {
      out.println("loop against bare strategy...");
      out.flush();
      LoopBench.measure(work, figures);
      out.println("spool...");
      out.flush();
      SpoolBench.measure(work, figures);
      out.println("publisher...");
      out.flush();
      PublishBench.measure(stack, figures);
      out.println("an agent at 30 frames/s, its broker killed and back...");
      out.flush();
      OutageBench.measure(stack, figures);
      out.println("starts...");
      out.flush();
      StartBench.measure(stack, figures);
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .println("bench agent: %s (see %s)".formatted(e.getMessage(), work));
      return 1;
    }
    new LocalStack(work, JavaLauncher.ofThisProcess()).deleteFiles();
    print(figures, out);
    if (json != null) {
      Files.writeString(json, figures.toPrettyString() + "\n");
    }
    return 0;
  }

  private static void print(ObjectNode figures, PrintWriter out) {
    out.println();
    figures
        .properties()
        .forEach(
            each ->
                out.println(
                    String.format(
                        Locale.ROOT,
                        "%-34s %s",
                        each.getKey(),
                        each.getValue().isNumber()
                            ? number(each.getValue().asDouble())
                            : each.getValue())));
    out.flush();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 1_000 ? "%,.0f" : "%.2f", value);
  }
}
