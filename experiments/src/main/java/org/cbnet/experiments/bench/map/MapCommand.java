package org.cbnet.experiments.bench.map;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cbnet.edge.offload.Offloaders;
import org.cbnet.experiments.bench.device.Backbone;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.profile.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bench map}. */
@Command(
    name = "map",
    description = "Where to divide a network: device, inner cut or cloud, measured.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Every cut of each backbone is held fast and measured on a device of each speed over each",
      "emulated link, in turns with 'partition', which chooses by itself. Device speeds above 1",
      "are emulated by waiting. Takes about 40 minutes; progress is one line a cell.",
      "Exit code 0 when all is measured, 1 when a part failed, 2 for wrong usage.",
      "",
      "Examples:",
      "  ./cbnet bench map --out docs/offloading-map.md --json map.json",
      "  ./cbnet bench map --backbones models/fashion-mnist/lenet --links lan,3g --speeds 1,30"
    })
public final class MapCommand implements Callable<Integer> {
  private static final String TRANSPORT = "http2";
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final int PROFILE_ROUNDS = 15;

  @Spec private CommandSpec spec;

  @Option(
      names = "--backbones",
      split = ",",
      paramLabel = "BUNDLE",
      description = "Bundles to cut (default: Fashion-MNIST's lenet, resnet and heavy).")
  private List<Path> backbones;

  @Option(
      names = "--speeds",
      split = ",",
      defaultValue = "1,8,30",
      paramLabel = "FACTOR",
      description = "How many times as long the device takes (default: ${DEFAULT-VALUE}).")
  private List<Double> speeds;

  @Option(
      names = "--links",
      split = ",",
      defaultValue = "lan,wifi,lte,3g,flaky,offline",
      paramLabel = "NAME",
      description = "Links (default: ${DEFAULT-VALUE}).")
  private List<String> links;

  @Option(
      names = "--rounds",
      defaultValue = "9",
      paramLabel = "N",
      description = "In each of which every cut has a turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--frames",
      defaultValue = "2",
      paramLabel = "N",
      description = "Of a turn (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of turns and links (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the map as a page there.")
  private Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    MapPlan plan = plan();
    Path folder = Files.createTempDirectory("cbnet-map");
    LocalStack stack = new LocalStack(folder, JavaLauncher.ofThisProcess());
    try {
      LabelledImages images =
          new DataSets(DataSetLocator.ofProcess()).testOrSample(KnownDataSet.FASHION_MNIST);
      URI server =
          stack.startOffload(stack.startBroker(0, true).address(), plan.backbones()).address();
      print("link     device  backbone  best cut               best ms  partition ms  ratio");
      List<MapCell> cells =
          new MapBench(
                  plan,
                  images,
                  Backbone.here(PROFILE_ROUNDS),
                  address -> Offloaders.http2(address, "map"),
                  this::print)
              .measure(server);
      report(cells, plan);
      return 0;
    } finally {
      stack.close();
      stack.deleteFiles();
    }
  }

  private MapPlan plan() {
    try {
      List<LinkProfile> profiles = links.stream().map(LinkProfiles::named).toList();
      return new MapPlan(
          backbones == null ? shipped() : backbones,
          speeds,
          profiles,
          rounds,
          frames,
          DEADLINE,
          seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static List<Path> shipped() {
    Path models = JavaLauncher.home().resolve("models").resolve("fashion-mnist");
    return List.of(models.resolve("lenet"), models.resolve("resnet"), models.resolve("heavy"));
  }

  private void report(List<MapCell> cells, MapPlan plan) throws IOException {
    MapDocument document = new MapDocument(cells, plan, TRANSPORT, machine());
    print(document.summary());
    if (out != null) {
      Files.writeString(out, document.text());
    }
    if (json != null) {
      Files.writeString(json, MapFigures.of(cells, TRANSPORT).toPrettyString() + "\n");
    }
  }

  private static String machine() {
    Machine machine = Machine.ofProcess();
    return "%s, %d cores, Java %s"
        .formatted(
            machine.processor(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature());
  }

  private void print(MapCell cell) {
    print(
        String.format(
            Locale.ROOT,
            "%-8s 1/%-5.0f %-9s %-22s %8.2f %13.2f %6.2f",
            cell.link(),
            cell.speed(),
            cell.backbone(),
            cell.best().cut().id(),
            cell.best().p50Micros() / 1e3,
            cell.partitionP50Micros() / 1e3,
            cell.ratio()));
  }

  private void print(String line) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(line);
    writer.flush();
  }
}
