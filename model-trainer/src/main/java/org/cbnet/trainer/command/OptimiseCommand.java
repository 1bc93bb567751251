package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.evaluation.BundleFolder;
import org.cbnet.trainer.evaluation.BundleProvenance;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.variant.BundleOptimiser;
import org.cbnet.trainer.variant.OptimiserPlan;
import org.cbnet.trainer.variant.VariantFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./cbnet bundle optimise}: puts every network into its fastest form. Sees no test image.
 */
@Command(
    name = "optimise",
    description =
        "Makes every variant of every bundle of a data set (fused operators, half precision, 8 bits,"
            + " executions of early exits), measures each on the images held back for choices, and"
            + " puts the fastest in place that answers all of them and is at most 0.2 point less"
            + " accurate. What was trained stays in DIR/<data set>/<network>/master/, all figures"
            + " are in variants.json. Sees no test image. With fewer --images or --rounds than the"
            + " defaults nothing is installed: the figures are only shown.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet bundle optimise                    every network of Fashion-MNIST",
      "  ./cbnet bundle optimise --dataset mnist --networks lenet,branchynet",
      "  ./cbnet bundle optimise --images 500 --rounds 20   a quick look, installs nothing"
    })
final class OptimiseCommand implements Callable<Integer> {
  // Of the order of variants and of the bootstrap.
  private static final long SEED = 1;

  /** Enough for stable ranges; percentiles of 99.99 % rest on half a million values and more. */
  private static final int CALIBRATION_IMAGES = 500;

  private final DataSetLocator locator;
  private final boolean interactive;
  private final Predicate<Path> writable;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "fashion-mnist",
      description = "mnist, fashion-mnist or kmnist (default: ${DEFAULT-VALUE}).")
  private String dataset;

  @Option(
      names = "--networks",
      paramLabel = "NAME",
      split = ",",
      description =
          "Only these networks (default: all that are there but those for latency studies).")
  private List<String> networks;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      defaultValue = Options.MODELS,
      description = "Folder of bundles (default: ${DEFAULT-VALUE}).")
  private Path models;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "" + OptimiserPlan.CHOICE_ROUNDS,
      description =
          "Rounds of the latency measurement (default: ${DEFAULT-VALUE}); with fewer, nothing is"
              + " installed.")
  private Integer rounds;

  @Option(
      names = "--images",
      paramLabel = "N",
      description =
          "Only the first N of the images held back (default: all); with fewer, nothing is"
              + " installed.")
  private Integer images;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also writes the figures here; its folder must be there.")
  private Path json;

  OptimiseCommand(DataSetLocator locator, boolean interactive) {
    this(locator, interactive, Files::isWritable);
  }

  /**
   * @param writable whether this process may write to a path; tests run as those who may everywhere
   */
  OptimiseCommand(DataSetLocator locator, boolean interactive, Predicate<Path> writable) {
    this.locator = locator;
    this.interactive = interactive;
    this.writable = writable;
  }

  @Override
  public Integer call() throws Exception {
    return EndRequest.during(this::optimise);
  }

  private int optimise(EndRequest request) throws IOException {
    KnownDataSet set = Options.find(spec, "--dataset", dataset, KnownDataSet::of);
    Options.atLeast(spec, "--rounds", rounds, 1);
    Options.atLeast(spec, "--images", images, 1);
    JsonOutput output = new JsonOutput("--json", json);
    BundleFolder folder = new BundleFolder(models, set);
    EvaluationProgress progress =
        new EvaluationProgress(spec.commandLine().getErr(), interactive, request);
    List<String> chosen = networks(folder, progress);
    TrainingData data = TrainingData.load(new DataSets(locator), set);
    int heldBack = data.validation().size();
    List<Frame> validation = frames(data, data.validation(), images == null ? heldBack : images);
    OptimiserPlan plan = new OptimiserPlan(rounds, heldBack, SEED);
    boolean installs = plan.enoughForChoice(validation.size());
    if (installs) {
      checkReplaceable(folder, chosen);
    }
    BundleOptimiser optimiser =
        new BundleOptimiser(
            frames(data, data.training(), CALIBRATION_IMAGES), validation, plan, progress);
    progress.note(
        "%s: %d images held back for choices, from %s"
            .formatted(set.id(), validation.size(), data.source().origin()));
    Map<String, List<VariantFigures>> figures = new LinkedHashMap<>();
    PrintWriter out = spec.commandLine().getOut();
    out.print(VariantTable.HEAD);
    for (String network : chosen) {
      figures.put(network, optimiser.optimise(folder.path().resolve(network)));
      out.print(VariantTable.of(network, figures.get(network)));
      out.flush();
    }
    if (!installs) {
      out.println(
          "not installed: below what a choice needs (all %d images held back, %d rounds)"
              .formatted(heldBack, OptimiserPlan.CHOICE_ROUNDS));
    }
    output.write(figures);
    return 0;
  }

  private List<String> networks(BundleFolder folder, EvaluationProgress progress)
      throws IOException {
    List<String> there = folder.names();
    if (there.isEmpty()) {
      throw new InputException(
          "no bundles in %s: train them (./cbnet train --dataset %s), or name another folder with"
                  .formatted(folder.path(), dataset)
              + " --models");
    }
    if (networks != null) {
      for (String name : networks) {
        if (!there.contains(name)) {
          throw new InputException(
              "--networks: no bundle '%s' in %s, only %s"
                  .formatted(name, folder.path(), String.join(", ", there)));
        }
      }
    }
    List<String> chosen = new ArrayList<>();
    // Refuses what is damaged or another data set's before anything is measured.
    for (String name : networks == null ? there : networks.stream().distinct().toList()) {
      if (!latencyOnly(folder, name)) {
        chosen.add(name);
      } else if (networks == null) {
        progress.note(
            "%s is left out: it is for latency studies (latencyOnly), no accuracy chooses its"
                    .formatted(name)
                + " variant");
      } else {
        throw new InputException(
            "--networks: '%s' is for latency studies (latencyOnly), no accuracy chooses its"
                    .formatted(name)
                + " variant: leave it out");
      }
    }
    return chosen;
  }

  private static boolean latencyOnly(BundleFolder folder, String name) throws IOException {
    ModelBundle bundle = folder.load(List.of(name)).get(0);
    return new BundleProvenance(bundle.manifest()).latencyOnly();
  }

  // Bundles are replaced by a rename beside them: both their folder and they must be writable.
  private void checkReplaceable(BundleFolder folder, List<String> chosen) {
    List<Path> touched = new ArrayList<>(List.of(folder.path()));
    chosen.forEach(name -> touched.add(folder.path().resolve(name)));
    for (Path path : touched) {
      if (!writable.test(path)) {
        throw new InputException(
            "--models: no permission to write to %s: allow it, name a copy, or only look with"
                    .formatted(path)
                + " --rounds 20");
      }
    }
  }

  private static List<Frame> frames(TrainingData data, Examples examples, int most) {
    return IntStream.range(0, Math.min(most, examples.size()))
        .mapToObj(position -> data.source().frame(examples.index(position)))
        .toList();
  }
}
