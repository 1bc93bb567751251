package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.accuracy.CellMeter;
import org.cbnet.trainer.evaluation.accuracy.ExitLabelling;
import org.cbnet.trainer.evaluation.accuracy.FiguresFileException;
import org.cbnet.trainer.evaluation.accuracy.TrainedCells;
import org.cbnet.trainer.evaluation.latency.LatencyPlan;
import org.cbnet.trainer.evaluation.latency.LatencyWorker;
import org.cbnet.trainer.evaluation.latency.WorkerCommand;
import org.cbnet.trainer.evaluation.report.Evaluation;
import org.cbnet.trainer.evaluation.report.EvaluationResult;
import org.cbnet.trainer.evaluation.report.EvaluationSetup;
import org.cbnet.trainer.recipe.Recipes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./cbnet evaluate}: accuracy and latency of bundles on test images. */
@Command(
    name = "evaluate",
    description =
        "Measures every bundle of a data set on its test images: accuracy on every image and over"
            + " seeds, latency from decoded pixels to label in interleaved blocks, on one thread,"
            + " batch 1, in fresh Java processes. Speed-ups are medians over rounds, within each"
            + " round against lenet; lenet is measured twice, to check the instrument.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet evaluate                           all networks, all 10,000 images",
      "  ./cbnet evaluate --json run.json --html run.html",
      "  ./cbnet evaluate --frames 1000 --rounds 50 --jvms 1 --networks lenet,cbnet",
      "  ./cbnet evaluate --dataset mnist --models build/models --json figures.json",
      "  ./cbnet evaluate --dataset photos/pets     your images, the bundles in models/pets",
      "  ./cbnet evaluate --compare first.json second.json",
      "  ./cbnet evaluate --dataset mnist --record  accuracy of trained cells, written down"
    })
final class EvaluateCommand implements Callable<Integer> {
  // Of the order of networks and of the bootstrap; figures of two runs differ by the machine only.
  private static final long SEED = 1;
  // By name, because it knows this package and packages must not know each other in a circle.
  static final String MAIN = "org.cbnet.trainer.Main";

  private final DataSetLocator locator;
  private final boolean interactive;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "fashion-mnist",
      description =
          "mnist, fashion-mnist or kmnist, or a folder with one sub-folder a class: its name is the"
              + " data set's, or give one as in NAME=FOLDER (default: ${DEFAULT-VALUE}).")
  private String dataset;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Only the first N test images (default: all).")
  private Integer frames;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      defaultValue = Options.MODELS,
      description = "Folder of bundles (default: ${DEFAULT-VALUE}).")
  private Path models;

  @Option(
      names = "--networks",
      paramLabel = "NAME",
      split = ",",
      description =
          "Only these networks, by folder (default: all that are there, but for those of which only"
              + " the latency is of interest).")
  private List<String> networks;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "400",
      description =
          "Rounds of the latency measurement (default: ${DEFAULT-VALUE}; fewer are no claim).")
  private Integer rounds;

  @Option(
      names = "--jvms",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Fresh Java processes that the rounds are spread over (default: ${DEFAULT-VALUE}; fewer"
              + " are no claim).")
  private Integer jvms;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "cpu",
      description = "What computes: cpu, cuda or xnnpack (default: ${DEFAULT-VALUE}).")
  private String provider;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures here.")
  private Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also writes a page with tables, plots and images here.")
  private Path html;

  @Option(
      names = "--record",
      description =
          "Only measures trained cells without a recorded accuracy, at every threshold that their"
              + " network is shipped with, and writes test-accuracy.jsonl.")
  private boolean record;

  @Option(
      names = "--compare",
      arity = "2",
      paramLabel = "FILE",
      description =
          "Only compares the speed-ups of two runs of the same data set, frames and provider; exits"
              + " 1 where intervals do not overlap or bundles differ.")
  private List<Path> compare;

  // How evaluate starts itself in a fresh process.
  @Option(names = "--worker", hidden = true)
  private boolean worker;

  EvaluateCommand(DataSetLocator locator, boolean interactive) {
    this.locator = locator;
    this.interactive = interactive;
  }

  @Override
  public Integer call() throws Exception {
    if (worker) {
      return work();
    }
    if (compare != null) {
      return EvaluationComparison.print(compare, spec.commandLine().getOut());
    }
    return EndRequest.during(this::measure);
  }

  private int measure(EndRequest request) throws IOException {
    EvaluatedImages test = Options.find(spec, "--dataset", dataset, EvaluatedImages::of);
    Provider computes = Options.find(spec, "--provider", provider, Provider::of);
    Options.atLeast(spec, "--frames", frames, 1);
    Options.atLeast(spec, "--rounds", rounds, 1);
    Options.atLeast(spec, "--jvms", jvms, 1);
    EvaluationOutput output = new EvaluationOutput(json, html);
    EvaluationProgress progress =
        new EvaluationProgress(spec.commandLine().getErr(), interactive, request);
    EvaluationInputs inputs = new EvaluationInputs(locator, test, models, computes, progress);
    try {
      if (record) {
        if (frames != null) {
          throw new InputException("--record measures the whole test set: leave out --frames");
        }
        record(inputs, computes, progress);
      } else {
        output.write(evaluate(test, computes, inputs, progress), spec.commandLine().getOut());
      }
    } catch (FiguresFileException e) {
      throw new InputException(e.getMessage());
    }
    return 0;
  }

  private EvaluationResult evaluate(
      EvaluatedImages test, Provider computes, EvaluationInputs inputs, EvaluationProgress progress)
      throws IOException {
    try (EvaluationBundles bundles = inputs.bundles(networks)) {
      EvaluationInputs.Shown images = inputs.images(bundles, frames);
      EvaluationSetup setup =
          new EvaluationSetup(
              test.dataset(),
              images.frames(),
              images.all(),
              computes,
              new LatencyPlan(rounds, jvms, SEED),
              WorkerCommand.of(MAIN, "evaluate", "--worker"),
              TrainedCells.read(inputs.folder()),
              bundles
                  .branchynet()
                  .map(
                      open ->
                          new ExitLabelling(
                              open.strategy(), open.manifest().entropyThresholdNats())),
              inputs.judges(),
              Clock.systemUTC());
      return new Evaluation(setup, progress).run(bundles.measured());
    }
  }

  private static void record(
      EvaluationInputs inputs, Provider computes, EvaluationProgress progress) throws IOException {
    TrainedCells cells = TrainedCells.read(inputs.folder());
    CellMeter meter = new CellMeter(cells, inputs.wholeTestSet().frames(), computes, progress);
    meter.recordAll(inputs.shipped(), Recipes::isTrial);
    progress.note(
        "%d measured, %d recorded in all".formatted(meter.measured(), cells.recordedCount()));
  }

  // The answer alone goes to standard output; whatever a library prints goes to the log.
  private static int work() throws IOException {
    PrintStream answer = System.out;
    System.setOut(System.err);
    LatencyWorker.serve(System.in, answer, () -> System.exit(Errors.FAILED));
    return 0;
  }
}
