package org.cbnet.trainer.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.cell.Cell;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipe;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.TrainingData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./cbnet train}: trains networks and writes their bundles. Sees no test image. */
@Command(
    name = "train",
    description = {
      "Trains networks and writes them as bundles to DIR/<data set>/<network>/. Choices are made on"
          + " images held back from the training images; test images are never read.",
      "A training that was stopped goes on after its last epoch. A matrix trains each of its cells"
          + " into DIR/<data set>/cells/ and skips those that have their line in cells.jsonl."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet train                              every network, on Fashion-MNIST",
      "  ./cbnet train --network cbnet --seed 2     one network, with another seed",
      "  ./cbnet train --network lenet --method distilled+shift",
      "  ./cbnet train --network lenet --epochs 1 --output build/try",
      "  ./cbnet train --matrix models/matrix.txt   every training of a declared list"
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
          "lenet, branchynet (starts from lenet), truncated, cbnet-paper, nearest-prototype,"
              + " mlp-control, lenet5, resnet, cbnet, its controls, or all in that order; also teacher,"
              + " heavy, resnet-w16-d1-s2 and cbnet-16k4s4-32k3s2-b64-i14-8k2s2 and the like"
              + " (default: ${DEFAULT-VALUE}).")
  private String network;

  @Option(
      names = "--method",
      paramLabel = "LABEL",
      defaultValue = "plain",
      description =
          "plain or distilled (needs the teacher), and after a + each what is tried in place of the"
              + " recipe's choice: none, mirror, shift or mirror-shift; exit1=WEIGHT, image=WEIGHT,"
              + " target=prototype|mean|nearest|permuted|noise, easy=entropy|margin|dynamics|resnet"
              + " (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--behind",
      paramLabel = "BUNDLE",
      description =
          "With --network cbnet or a shape of it: a bundle without exits, trained here or imported,"
              + " that the converting network is made for: it tells easy from hard images and"
              + " teaches. Name another --output than that of other networks.")
  private Path behind;

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
      names = "--matrix",
      paramLabel = "FILE",
      description =
          "Trains a declared list instead: lines of data set, networks, methods, seeds, as in"
              + " 'fashion-mnist lenet,lenet5 plain,distilled 1-5'.")
  private Path matrix;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "2",
      description = "Trainings of a matrix at a time, one thread each (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--search",
      description =
          "With --network cbnet-paper: tries the paper's 96 autoencoders on validation images, logs"
              + " them in DIR/<data set>/cbnet-paper-grid.csv and names the best.")
  private boolean search;

  @Option(
      names = "--ship",
      description =
          "Trains nothing: of the finished cells takes for each network the way of training with the"
              + " best mean validation accuracy and of that the median seed, tunes branchynet's"
              + " threshold, and writes DIR/<data set>/<network>/.")
  private boolean ship;

  @Option(
      names = "--labellings",
      description =
          "Labels the training images as easy or hard in every way there is and prints how far the"
              + " labels agree (Cohen's kappa). Of networks it only trains, briefly, the one that the"
              + " training dynamics are watched of; none is written.")
  private boolean labellings;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = Options.MODELS,
      description = "Folder of bundles (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--replace",
      description = "Also where a bundle is there that was chosen from several seeds.")
  private boolean replace;

  // How a matrix starts its own trainings: the process that they end with.
  @Option(names = "--cell", hidden = true)
  private Long parentPid;

  TrainCommand(DataSetLocator locator, boolean interactive) {
    this.locator = locator;
    this.interactive = interactive;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Options.atLeast(spec, "--epochs", epochs, 1);
    Options.atLeast(spec, "--jobs", jobs, 1);
    if (parentPid != null) {
      ParentWatch.endWith(parentPid);
    }
    TrainChecks.tasks(spec);
    String label = behind == null ? method : TrainChecks.methodBehind(spec, network, given());
    if (matrix != null) {
      return new MatrixTask(spec, output).run(matrix, epochs, jobs);
    }
    KnownDataSet set = Options.find(spec, "--dataset", dataset, KnownDataSet::of);
    if (search) {
      return searchGrid(set);
    }
    TrainingData data = TrainingData.load(new DataSets(locator), set);
    if (labellings) {
      return LabellingTask.run(spec, data, output.resolve(set.id()), seed);
    }
    return ship ? ShipTask.run(spec, data, output.resolve(set.id())) : trainNamed(set, data, label);
  }

  private Optional<String> given() {
    boolean given = spec.commandLine().getParseResult().hasMatchedOption("--method");
    return given ? Optional.of(method) : Optional.empty();
  }

  private int searchGrid(KnownDataSet set) throws IOException {
    if (!network.equals(SearchTask.NETWORK)) {
      throw new ParameterException(
          spec.commandLine(),
          "--search goes with --network %s, not %s".formatted(SearchTask.NETWORK, network));
    }
    TrainingData data = TrainingData.load(new DataSets(locator), set);
    return SearchTask.run(spec, data, output.resolve(set.id()), seed);
  }

  private Optional<ModelBundle> bundleBehind() throws IOException {
    return behind == null ? Optional.empty() : Optional.of(ModelBundle.load(behind));
  }

  private int trainNamed(KnownDataSet set, TrainingData data, String label) throws IOException {
    List<Recipe> recipes =
        network.equals(EVERY)
            ? Recipes.all()
            : List.of(Options.find(spec, "--network", network, Recipes::of));
    Method how = Options.find(spec, "--method", label, this::parseMethod);
    NamedTask task = new NamedTask(spec, data, output.resolve(set.id()), how, seed);
    task.begin();
    for (Recipe recipe : recipes) {
      Options.find(spec, "--method", label, text -> recipe.resolve(how, set));
      if (parentPid == null) {
        task.train(recipe, replace, bundleBehind(), interactive);
      } else {
        task.trainCell(new Cell(set, recipe, how, seed));
      }
    }
    return 0;
  }

  private Method parseMethod(String label) {
    Method parsed = Method.parse(label);
    return epochs == null ? parsed : parsed.withEpochs(epochs);
  }
}
