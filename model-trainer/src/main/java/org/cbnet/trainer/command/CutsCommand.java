package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Partition;
import org.cbnet.trainer.evaluation.cut.CodingFigures;
import org.cbnet.trainer.evaluation.cut.CutCoding;
import org.cbnet.trainer.evaluation.cut.CutParity;
import org.cbnet.trainer.evaluation.cut.ParityFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bundle cuts}: where a bundle's network can be divided, and whether it may be. */
@Command(
    name = "cuts",
    description = {
      "Prints where a bundle's network can be cut in two, a head for the device and a tail for the"
          + " cloud: number, name, tensors that cross with type and shape, their bytes for one image"
          + " before any coding, multiply-accumulates on the device.",
      "With --check it runs head and tail of every cut, one behind the other, and compares with the"
          + " whole: |a-b| <= 1e-5 + 1e-4 |b| for every logit, and the same label. A near-tie, two"
          + " labels that are closer than that, is counted and may fall either way. Exit code 1"
          + " where a cut fails.",
      "With --precision the features are coded on their way, as the strategies that offload do it:"
          + " accuracy, and its gain against the whole in points, labels that differ, bytes of a"
          + " frame before compression at most and after it in the mean. Reported, not judged."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet bundle cuts models/fashion-mnist/lenet",
      "  ./cbnet bundle cuts models/fashion-mnist/resnet --check 1000",
      "  ./cbnet bundle cuts models/fashion-mnist/lenet --check 1000 --precision uint8",
      "  ./cbnet bundle cuts models/fashion-mnist/heavy --check 20 --json cuts.json",
      "  ./cbnet bundle cuts models/pets/my-net --check 50 --images photos/pets"
    })
final class CutsCommand implements Callable<Integer> {
  private final DataSetLocator locator;
  private final boolean interactive;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BUNDLE", description = "Folder with a bundle.json.")
  private Path folder;

  @Option(
      names = "--check",
      paramLabel = "N",
      description = "Compares every cut with the whole on N images.")
  private Integer check;

  @Option(
      names = "--images",
      paramLabel = "DATA",
      description =
          "Data set, or folder with one sub-folder a class, whose images --check takes; brought to"
              + " the network's size (default: the bundle's data set).")
  private String images;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      description = "Codes features, with --check: float32, float16 or uint8.")
  private String precision;

  @Option(
      names = "--compression",
      paramLabel = "NAME",
      defaultValue = "lz4",
      description = "Of coded features: raw, lz4 or zstd (default: ${DEFAULT-VALUE}).")
  private String compression;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Path json;

  CutsCommand(DataSetLocator locator, boolean interactive) {
    this.locator = locator;
    this.interactive = interactive;
  }

  @Override
  public Integer call() throws Exception {
    return EndRequest.during(this::list);
  }

  private int list(EndRequest request) throws IOException {
    Options.atLeast(spec, "--check", check, 1);
    JsonOutput output = new JsonOutput("--json", json);
    ModelBundle bundle = ModelBundle.load(folder);
    Partition partition = Partition.of(bundle);
    EvaluationProgress progress =
        new EvaluationProgress(spec.commandLine().getErr(), interactive, request);
    List<Frame> frames = check == null ? List.of() : frames(bundle, progress);
    CutParity parity = check == null ? null : CutParity.of(bundle, partition, frames);
    CutCoding coding = coding(bundle, partition, frames);
    PrintWriter out = spec.commandLine().getOut();
    out.print(CutsTable.head(parity != null, coding != null));
    List<CutFigures> figures = new ArrayList<>();
    boolean holds = true;
    for (Cut cut : partition.cuts()) {
      progress.progress("comparing cuts", cut.number(), partition.cuts().size());
      ParityFigures found = parity == null ? null : parity.measure(cut);
      holds &= found == null || found.holds();
      CodingFigures coded =
          coding == null || !cut.hasHead() || !cut.hasTail() ? null : coding.measure(cut);
      figures.add(CutFigures.of(cut, found, coded));
      progress.clear();
      out.print(CutsTable.of(cut, found, coded));
      out.flush();
    }
    output.write(Map.of("bundle", bundle.hash(), "cuts", figures));
    return holds ? 0 : Errors.FAILED;
  }

  private CutCoding coding(ModelBundle bundle, Partition partition, List<Frame> frames) {
    if (precision == null) {
      return null;
    }
    if (frames.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--precision needs images: add --check N");
    }
    try {
      return new CutCoding(
          bundle, partition, frames, Precision.of(precision), Compression.of(compression));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private List<Frame> frames(ModelBundle bundle, EvaluationProgress progress) throws IOException {
    String from = images == null ? bundle.manifest().dataset() : images;
    EvaluatedImages named;
    try {
      named = EvaluatedImages.of(from);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "--images: %s; the bundle is of data set %s"
              .formatted(e.getMessage(), bundle.manifest().dataset()));
    }
    return new EvaluatedPixels(named)
        .first(check, new DataSets(locator), bundle.manifest(), progress);
  }
}
