package org.cbnet.experiments.bench.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench proxy}: emulated links, what was asked against what sockets see. */
@Command(
    name = "proxy",
    description = "Emulated links: delay, rate and outages asked against those measured.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Round trips are medians of echoes less those of bare ones in the same run; beside",
      "them, not judged, stands the fastest tenth. Rates are at the receiver. Medians of",
      "rounds count. Takes four minutes.",
      "Short delays need a machine that has time: a busy one wakes nobody up when asked.",
      "Exit code 0 when all is within 5 %%, 1 otherwise, 2 for wrong usage.",
      "",
      "Examples:",
      "  ./cbnet bench proxy",
      "  ./cbnet bench proxy --profiles wifi,3g --rounds 5 --json proxy.json"
    })
public final class ProxyBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--profiles",
      split = ",",
      defaultValue = "lan,wifi,lte,3g,flaky,offline",
      paramLabel = "NAME",
      description = "Which to measure (default: ${DEFAULT-VALUE}).")
  private List<String> profiles;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      paramLabel = "N",
      description = "Of each figure; their median counts (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of the jitter (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    List<LinkProfile> wanted = wanted();
    List<ProxyRow> rows = new ArrayList<>();
    boolean silent = true;
    try (LinkNetwork network = LinkNetwork.calibrated(seed);
        Peer peer = new Peer()) {
      printHead(network);
      for (LinkProfile profile : wanted) {
        if (profile.equals(LinkProfiles.OFFLINE)) {
          silent = isSilent(network, peer, profile);
        } else {
          measure(network, peer, profile, rows);
        }
      }
    }
    boolean within =
        silent && rows.stream().filter(ProxyRow::isJudged).allMatch(ProxyRow::isWithin);
    print(within ? "all within 5 %" : "NOT all within 5 %");
    double late = Awakenings.late();
    print(
        String.format(
            Locale.ROOT, "%.0f %% of awakenings late (idle machine: 0 or 1 %%)", 100 * late));
    if (json != null) {
      Files.writeString(
          json, figures(rows, within).put("lateAwakenings", late).toPrettyString() + "\n");
    }
    return within ? 0 : 1;
  }

  private List<LinkProfile> wanted() {
    if (rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds %d measures nothing: give 1 or more".formatted(rounds));
    }
    try {
      return profiles.stream().map(LinkProfiles::named).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void measure(LinkNetwork network, Peer peer, LinkProfile profile, List<ProxyRow> rows)
      throws IOException {
    ProxyTrial trial = new ProxyTrial(network, peer, profile);
    if (profile.equals(LinkProfiles.FLAKY)) {
      add(rows, new OutageTrial(network, peer).outages(profile));
      return;
    }
    trial.roundTrips(rounds).forEach(row -> add(rows, row));
    add(rows, trial.up(rounds));
    add(rows, trial.down(rounds));
  }

  private boolean isSilent(LinkNetwork network, Peer peer, LinkProfile profile) throws IOException {
    boolean silent = new OutageTrial(network, peer).isSilent(profile);
    print("%-8s %s".formatted(profile.name(), silent ? "no byte in a second" : "LETS BYTES PASS"));
    return silent;
  }

  private void printHead(LinkNetwork network) {
    print(
        String.format(
            Locale.ROOT,
            "a link takes %.0f us each way by itself, %.0f after a wait; taken off its delay",
            network.ownCost().ofShort().toNanos() / 1e3,
            network.ownCost().ofLong().toNanos() / 1e3));
    print("profile  measure           asked     measured unit     ratio  within 5 %");
  }

  private void add(List<ProxyRow> rows, ProxyRow row) {
    rows.add(row);
    print(row.toString());
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private static ObjectNode figures(List<ProxyRow> rows, boolean within) {
    ObjectNode figures = new ObjectMapper().createObjectNode();
    ArrayNode all = figures.putArray("rows");
    rows.forEach(row -> row.put(all.addObject()));
    return figures.put("withinFivePercent", within);
  }
}
