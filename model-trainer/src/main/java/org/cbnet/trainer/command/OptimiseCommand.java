package org.cbnet.trainer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.evaluation.BundleFolder;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.variant.BundleOptimiser;
import org.cbnet.trainer.variant.OptimiserListener;
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
            + " puts the fastest in place that is at most 0.2 point less accurate. What was trained"
            + " stays in DIR/<data set>/<network>/master/, all figures are in variants.json.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet bundle optimise                    every network of Fashion-MNIST",
      "  ./cbnet bundle optimise --dataset mnist --networks lenet,branchynet",
      "  ./cbnet bundle optimise --images 500 --rounds 20 --models build/try   a quick look"
    })
final class OptimiseCommand implements Callable<Integer> {
  // Of the order of variants and of the bootstrap.
  private static final long SEED = 1;

  /** Enough for stable ranges; percentiles of 99.99 % rest on half a million values and more. */
  private static final int CALIBRATION_IMAGES = 500;

  private final DataSetLocator locator;
  private final boolean interactive;

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
      description = "Only these networks (default: all that are there).")
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
      defaultValue = "400",
      description = "Rounds of the latency measurement (default: ${DEFAULT-VALUE}).")
  private Integer rounds;

  @Option(
      names = "--images",
      paramLabel = "N",
      description =
          "Only the first N of the images held back (default: all); for a quick look, not for a"
              + " choice.")
  private Integer images;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures here.")
  private Path json;

  OptimiseCommand(DataSetLocator locator, boolean interactive) {
    this.locator = locator;
    this.interactive = interactive;
  }

  @Override
  public Integer call() throws IOException {
    KnownDataSet set = Options.find(spec, "--dataset", dataset, KnownDataSet::of);
    Options.atLeast(spec, "--rounds", rounds, 1);
    Options.atLeast(spec, "--images", images, 1);
    if (json != null && Files.isDirectory(json)) {
      throw new InputException("--json %s is a folder: name a file".formatted(json));
    }
    BundleFolder folder = new BundleFolder(models, set);
    List<String> chosen = networks(folder);
    // Refuses what is damaged or another data set's before anything is measured.
    folder.load(chosen);
    TrainingData data = TrainingData.load(new DataSets(locator), set);
    Progress progress = new Progress(spec.commandLine().getErr(), interactive);
    int shown = images == null ? data.validation().size() : images;
    List<Frame> validation = frames(data, data.validation(), shown);
    BundleOptimiser optimiser =
        new BundleOptimiser(
            frames(data, data.training(), CALIBRATION_IMAGES), validation, rounds, SEED, progress);
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
    write(figures);
    return 0;
  }

  private List<String> networks(BundleFolder folder) throws IOException {
    List<String> there = folder.names();
    if (there.isEmpty()) {
      throw new InputException(
          "no bundles in %s: train them (./cbnet train --dataset %s), or name another folder with"
                  .formatted(folder.path(), dataset)
              + " --models");
    }
    for (String name : networks == null ? List.<String>of() : networks) {
      if (!there.contains(name)) {
        throw new InputException(
            "--networks: no bundle '%s' in %s, only %s"
                .formatted(name, folder.path(), String.join(", ", there)));
      }
    }
    return networks == null ? there : networks.stream().distinct().toList();
  }

  private static List<Frame> frames(TrainingData data, Examples examples, int most) {
    return IntStream.range(0, Math.min(most, examples.size()))
        .mapToObj(position -> data.source().frame(examples.index(position)))
        .toList();
  }

  private void write(Map<String, List<VariantFigures>> figures) throws IOException {
    if (json != null) {
      Files.writeString(
          json,
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(figures)
              + "\n");
    }
  }

  /** A bar where somebody watches, and notes. */
  private static final class Progress implements OptimiserListener {
    private final PrintWriter err;
    private final ProgressBar bar;

    Progress(PrintWriter err, boolean interactive) {
      this.err = err;
      this.bar = new ProgressBar(err, interactive);
    }

    @Override
    public void progress(String phase, int done, int of) {
      bar.show(phase, done, of);
      if (done == of) {
        bar.clear();
      }
    }

    @Override
    public void note(String text) {
      bar.clear();
      err.println(text);
      err.flush();
    }
  }
}
