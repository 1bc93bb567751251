package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.bundle.TrainingRun;
import org.cbnet.trainer.recipe.Recipe;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.Settings;
import org.cbnet.trainer.recipe.TrainingData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./cbnet train}: trains networks and writes their bundles. Sees no test image. */
@Command(
    name = "train",
    description =
        "Trains networks and writes them as bundles to DIR/<data set>/<network>/. Choices are made on"
            + " 5,000 of the 60,000 training images; test images are never read.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet train                              every network, on Fashion-MNIST",
      "  ./cbnet train --network cbnet --seed 2     one network, with another seed",
      "  ./cbnet train --network lenet --epochs 1 --output build/try"
    })
final class TrainCommand implements Callable<Integer> {
  private static final String EVERY = "all";

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
      names = "--network",
      paramLabel = "NAME",
      defaultValue = EVERY,
      description =
          "lenet, branchynet (starts from lenet), cbnet-paper, cbnet (both need branchynet), or"
              + " all in that order (default: ${DEFAULT-VALUE}).")
  private String network;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of every random draw (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the images (default: the recipe's own).")
  private Integer epochs;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = Options.MODELS,
      description = "Folder of bundles (default: ${DEFAULT-VALUE}).")
  private Path output;

  TrainCommand(DataSetLocator locator, boolean interactive) {
    this.locator = locator;
    this.interactive = interactive;
  }

  @Override
  public Integer call() throws IOException {
    KnownDataSet set = Options.find(spec, "--dataset", dataset, KnownDataSet::of);
    List<Recipe> recipes =
        network.equals(EVERY)
            ? Recipes.all()
            : List.of(Options.find(spec, "--network", network, Recipes::of));
    Options.atLeast(spec, "--epochs", epochs, 1);
    PrintWriter err = spec.commandLine().getErr();
    TrainingData data = TrainingData.load(new DataSets(locator), set);
    err.printf(
        Locale.ROOT,
        "%s from %s: %,d images to train on, %,d to choose on%n",
        set.id(),
        data.source().origin(),
        data.training().size(),
        data.validation().size());
    OptionalInt chosen = epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs);
    TrainingRun run = new TrainingRun(data, output, new Settings(seed, chosen));
    for (Recipe recipe : recipes) {
      String name = recipe.description().name();
      report(name, run.train(recipe, new TrainingProgress(name, err, interactive)));
    }
    return 0;
  }

  private void report(String name, TrainingRun.Result result) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: validation accuracy %.4f (epoch %d), ONNX Runtime agrees within %.1e, written to %s%n",
        name,
        result.network().fitted().best().validationAccuracy(),
        result.network().fitted().best().epoch(),
        result.written().parity(),
        result.written().folder());
    out.flush();
  }
}
