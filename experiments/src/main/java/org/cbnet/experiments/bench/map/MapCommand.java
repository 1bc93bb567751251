package org.cbnet.experiments.bench.map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.cbnet.edge.offload.Offloaders;
import org.cbnet.experiments.bench.device.Backbone;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.inference.bundle.ModelBundle;
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
      "Every cut of each backbone is held fast and measured on a device of each speed",
      "over each emulated link, in turns with 'partition', which chooses by itself.",
      "Device speeds above 1 are emulated by spinning. Takes about 50 minutes;",
      "progress is one line a cell, with the time left. Each cell is in the JSON as",
      "soon as it is measured: --resume goes on there. Exit code 0 when all is",
      "measured, 1 when a part failed, 2 for wrong usage.",
      "",
      "Examples:",
      "  ./cbnet bench map --out docs/offloading-map.md --json map.json",
      "  ./cbnet bench map --backbones models/fashion-mnist/lenet --links lan,3g"
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
      names = "--finals",
      defaultValue = "15",
      paramLabel = "N",
      description =
          "Rounds more for the cuts that may be the best, and partition (default: ${DEFAULT-VALUE}).")
  private int finals;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of turns and links (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the map as a page there.")
  private Path out;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures there, after each cell (default: beside the page).")
  private Path json;

  @Option(
      names = "--resume",
      description = "Keep the cells that the JSON has; refused where it was made otherwise.")
  private boolean isResuming;

  @Override
  public Integer call() throws IOException, InterruptedException {
    MapPlan plan = plan();
    MapStore store = store(plan);
    Path folder = Files.createTempDirectory("cbnet-map");
    LocalStack stack = new LocalStack(folder, JavaLauncher.ofThisProcess());
    try {
      LabelledImages images =
          new DataSets(DataSetLocator.ofProcess()).testOrSample(KnownDataSet.FASHION_MNIST);
      URI server =
          stack.startOffload(stack.startBroker(0, true).address(), plan.backbones()).address();
      MapBench bench =
          new MapBench(
              plan,
              images,
              Backbone.here(PROFILE_ROUNDS),
              address -> Offloaders.http2(address, "map"),
              store,
              new MapProgress(this::print, System::nanoTime));
      return report(bench.measure(server), bench.failures(), plan);
    } finally {
      stack.close();
      stack.deleteFiles();
    }
  }

  private MapStore store(MapPlan plan) throws IOException {
    MapStore store = new MapStore(json(), settings(plan));
    try {
      if (isResuming) {
        store.resume();
      }
      return store;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Path json() {
    if (json != null || out == null) {
      return json;
    }
    return out.resolveSibling(out.getFileName().toString().replaceFirst("\\.md$", "") + ".json");
  }

  private static ObjectNode settings(MapPlan plan) throws IOException {
    ObjectNode settings =
        new ObjectMapper()
            .createObjectNode()
            .put("transport", TRANSPORT)
            .put("machine", machine())
            .put("rounds", plan.rounds())
            .put("frames", plan.frames())
            .put("finals", plan.finals())
            .put("deadlineMillis", plan.deadline().toMillis())
            .put("seed", plan.seed());
    ObjectNode hashes = settings.putObject("bundles");
    for (Path bundle : plan.backbones()) {
      ModelBundle loaded = ModelBundle.load(bundle);
      hashes.put(loaded.manifest().network(), loaded.hash());
    }
    return settings;
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
          finals,
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

  private int report(List<MapCell> cells, List<String> failures, MapPlan plan) throws IOException {
    if (!cells.isEmpty()) {
      MapDocument document = new MapDocument(cells, failures, plan, TRANSPORT, machine());
      print(document.summary());
      if (out != null) {
        Files.writeString(out, document.text());
      }
    }
    return failures.isEmpty() ? 0 : 1;
  }

  private static String machine() {
    Machine machine = Machine.ofProcess();
    return "%s, %d cores, Java %s"
        .formatted(
            machine.processor(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature());
  }

  private void print(String line) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(line);
    writer.flush();
  }
}
