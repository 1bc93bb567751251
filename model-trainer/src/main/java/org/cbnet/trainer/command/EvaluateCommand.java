package org.cbnet.trainer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.trainer.evaluation.BundleFolder;
import org.cbnet.trainer.evaluation.Evaluation;
import org.cbnet.trainer.evaluation.EvaluationReport;
import org.cbnet.trainer.evaluation.OpenBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./cbnet evaluate}: accuracy and latency of bundles on test images. */
@Command(
    name = "evaluate",
    description =
        "Measures every bundle of a data set on its test images: accuracy on every image, latency"
            + " from decoded pixels to label in interleaved blocks, on one thread, batch 1. Speed-ups"
            + " are medians over rounds, within each round against lenet.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet evaluate                           all networks, all 10,000 images",
      "  ./cbnet evaluate --frames 1000 --networks lenet,cbnet",
      "  ./cbnet evaluate --dataset photos/pets     your images, the bundles in models/pets",
      "  ./cbnet evaluate --dataset mnist --models build/models --json figures.json"
    })
final class EvaluateCommand implements Callable<Integer> {
  // Of the order of networks and of the bootstrap; figures of two runs differ by the machine only.
  private static final long SEED = 1;

  private final DataSetLocator locator;
  private final boolean interactive;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "fashion-mnist",
      description =
          "mnist, fashion-mnist, kmnist (default: ${DEFAULT-VALUE}), or a folder with one sub-folder of"
              + " images a class: its own name, or NAME in NAME=FOLDER, is then the data set's.")
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
      description = "Only these networks (default: all that are there).")
  private List<String> networks;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "200",
      description = "Rounds of the latency measurement (default: ${DEFAULT-VALUE}).")
  private Integer rounds;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures here.")
  private Path json;

  EvaluateCommand(DataSetLocator locator, boolean interactive) {
    this.locator = locator;
    this.interactive = interactive;
  }

  @Override
  public Integer call() throws IOException {
    TestImages test = Options.find(spec, "--dataset", dataset, TestImages::of);
    Options.atLeast(spec, "--frames", frames, 1);
    Options.atLeast(spec, "--rounds", rounds, 1);
    if (json != null && Files.isDirectory(json)) {
      throw new InputException("--json %s is a folder: name a file".formatted(json));
    }
    List<ModelBundle> bundles = bundles(new BundleFolder(models, test.dataset()));
    EvaluationProgress progress = new EvaluationProgress(spec.commandLine().getErr(), interactive);
    List<Frame> shown = frames(test, bundles, progress);
    List<OpenBundle> open = new ArrayList<>();
    try {
      for (ModelBundle bundle : bundles) {
        open.add(OpenBundle.open(bundle));
      }
      write(new Evaluation(shown, rounds, SEED, progress).run(test.dataset(), open));
    } finally {
      open.forEach(OpenBundle::close);
    }
    return 0;
  }

  private List<ModelBundle> bundles(BundleFolder folder) throws IOException {
    List<String> there = folder.names();
    if (there.isEmpty()) {
      throw new InputException(
          "no bundles in %s: train them (./cbnet train), import one (./cbnet bundle import --dataset %s),"
                  .formatted(folder.path(), folder.path().getFileName())
              + " or name another folder with --models");
    }
    for (String name : networks == null ? List.<String>of() : networks) {
      if (!there.contains(name)) {
        throw new InputException(
            "--networks: no bundle '%s' in %s, only %s"
                .formatted(name, folder.path(), String.join(", ", there)));
      }
    }
    return folder.load(networks == null ? there : networks.stream().distinct().toList());
  }

  private List<Frame> frames(
      TestImages test, List<ModelBundle> bundles, EvaluationProgress progress) throws IOException {
    LabelledImages images = test.load(new DataSets(locator), bundles, progress);
    if (frames != null && frames > images.size()) {
      throw new InputException(
          "--frames %d: only %d test images are there (%s)"
              .formatted(frames, images.size(), images.origin()));
    }
    int count = frames == null ? images.size() : frames;
    progress.note(
        "%s: the first %d of %d test images, from %s"
            .formatted(test.dataset(), count, images.size(), images.origin()));
    return IntStream.range(0, count).mapToObj(images::frame).toList();
  }

  private void write(EvaluationReport report) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(EvaluationTable.of(report));
    out.flush();
    if (json != null) {
      Files.writeString(
          json,
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report)
              + "\n");
    }
  }
}
