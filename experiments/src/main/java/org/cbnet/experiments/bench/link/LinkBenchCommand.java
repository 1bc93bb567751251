package org.cbnet.experiments.bench.link;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench link}: what the transports of offloading take from question to answer. */
@Command(
    name = "link",
    description = "A question and its answer over Kafka, over HTTP/2 and over bare TCP, in turn.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Broker, answering side and device are in one process; the answering side says a label",
      "at once. The bare connection carries as many bytes up and down as the other two's",
      "messages have. Columns are the median and the 99th percentile, in microseconds.",
      "Exit code 0 when all is measured, 1 when it can't be, 2 for wrong usage.",
      "",
      "Examples:",
      "  ./cbnet bench link",
      "  ./cbnet bench link --payload 1000 --rounds 5000 --json link.json",
      "  ./cbnet bench link --link lte --rounds 50"
    })
public final class LinkBenchCommand implements Callable<Integer> {
  private static final int MOST_PAYLOAD = 1_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--payload",
      split = ",",
      defaultValue = "1000,100,4000",
      paramLabel = "BYTES",
      description = "Of the tensor; several with commas (default: ${DEFAULT-VALUE}).")
  private List<Integer> payloads;

  @Option(
      names = "--rounds",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Measured, of each payload and transport (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Rounds before them, at most as many as those (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--link",
      paramLabel = "PROFILE",
      description = "An emulated link before each: lan, wifi, lte or 3g (default: none).")
  private String link;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures there too; those at the top are of the first payload.")
  private Path json;

  @Override
  public Integer call() throws Exception {
    Optional<LinkProfile> profile = checked();
    Path work = Files.createTempDirectory("cbnet-bench-link");
    List<LinkRow> rows = new ArrayList<>();
    try (Stage stage = new Stage(work.resolve("broker"), profile)) {
      LinkBench bench = new LinkBench(stage, rounds, Math.min(warmUp, rounds));
      print("  bytes     kafka       p99     http2       p99       tcp       p99  http2/tcp");
      for (int payload : payloads) {
        LinkRow row = bench.measure(payload);
        rows.add(row);
        print(row.toString());
      }
    } catch (IOException e) {
      spec.commandLine().getErr().println("bench link: " + e.getMessage());
      return 1;
    } finally {
      new LocalStack(work, JavaLauncher.ofThisProcess()).deleteFiles();
    }
    if (json != null) {
      Files.writeString(json, figures(rows).toPrettyString() + "\n");
    }
    return 0;
  }

  private Optional<LinkProfile> checked() {
    if (rounds < 1 || warmUp < 0) {
      throw wrong("--rounds %d, --warm-up %d: give at least 1 and 0".formatted(rounds, warmUp));
    }
    for (int payload : payloads) {
      if (payload < 1 || payload > MOST_PAYLOAD) {
        throw wrong("--payload %d: give 1 to %d bytes".formatted(payload, MOST_PAYLOAD));
      }
    }
    try {
      return Optional.ofNullable(link).map(LinkProfiles::named);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private ObjectNode figures(List<LinkRow> rows) {
    ObjectNode figures = new ObjectMapper().createObjectNode();
    rows.get(0).put(figures);
    figures.put("rounds", rounds).put("link", link == null ? "none" : link);
    rows.forEach(each -> each.put(figures.withArray("payloads").addObject()));
    return figures;
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
