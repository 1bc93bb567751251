package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.Preprocessing;
import org.cbnet.trainer.imports.BundleImport;
import org.cbnet.trainer.imports.BundleImport.Imported;
import org.cbnet.trainer.imports.ClassNames;
import org.cbnet.trainer.imports.ImageSize;
import org.cbnet.trainer.imports.ImportRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bundle import}: a bundle out of an ONNX classifier of any origin. */
@Command(
    name = "import",
    description = {
      "Makes a bundle for the strategy edge-full of an ONNX classifier: one input of floats"
          + " [N or 1, 1, rows, columns], one output [N or 1, classes]. Input and output may have any"
          + " name. The model is run before anything is written.",
      "A pixel (0 to 255) goes into the network as (pixel * scale - mean) / std; name what the model"
          + " was trained with."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet bundle import model.onnx --classes cat,dog --dataset pets --network my-net",
      "  ./cbnet bundle import model.onnx --classes names.txt --dataset pets --network my-net \\",
      "      --size 64x64 --mean 0.5 --std 0.25",
      "  ./cbnet bundle import model.onnx --classes photos/pets --dataset pets --network my-net \\",
      "      --output build/models",
      "  ./cbnet evaluate --dataset photos/pets     what came of it, on a folder of images"
    })
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The ONNX file, weights inside.")
  private Path model;

  @Option(
      names = "--classes",
      paramLabel = "NAMES",
      required = true,
      description =
          "In the order of the outputs: names with commas between, a file with one a line, or a"
              + " folder with one sub-folder a class (sorted).")
  private String classes;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      required = true,
      description = "What it is called in evaluations.")
  private String network;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      required = true,
      description =
          "What it was trained on: evaluate --dataset NAME or FOLDER/NAME shows it images.")
  private String dataset;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = Options.MODELS,
      description = "Folder of bundles (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--scale",
      paramLabel = "X",
      description = "Multiplies a pixel first (default: 1/255, for 0..1).")
  private Double scale;

  @Option(
      names = "--mean",
      paramLabel = "X",
      defaultValue = "0",
      description = "Subtracted from the scaled pixel (default: ${DEFAULT-VALUE}).")
  private double mean;

  @Option(
      names = "--std",
      paramLabel = "X",
      defaultValue = "1",
      description = "Divides last (default: ${DEFAULT-VALUE}).")
  private double standardDeviation;

  @Option(
      names = "--size",
      paramLabel = "RxC",
      description = "Rows x columns, where the model leaves them open.")
  private String size;

  @Option(
      names = "--probabilities",
      description = "The outputs are probabilities (default: found out from the model's answers).")
  private boolean probabilities;

  @Option(names = "--replace", description = "Replaces a bundle that is there already.")
  private boolean replace;

  @Override
  public Integer call() throws IOException {
    ImportRequest request = request();
    BundleImport bundles = new BundleImport(output);
    Path place = bundles.place(request);
    if (Files.exists(place) && !replace) {
      throw new InputException(
          "%s is there already: give the new one another --network, or say --replace"
              .formatted(place));
    }
    report(bundles.run(request));
    return 0;
  }

  private ImportRequest request() throws IOException {
    try {
      Preprocessing preprocessing =
          new Preprocessing(
              scale == null ? Preprocessing.UNIT_RANGE.scale() : scale, mean, standardDeviation);
      return new ImportRequest(
          model,
          network,
          dataset,
          ClassNames.read(classes),
          preprocessing,
          probabilities,
          Optional.ofNullable(size).map(ImageSize::parse));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void report(Imported imported) {
    BundleManifest manifest = imported.manifest();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: %d x %d images, %d classes, answers %s%n",
        manifest.network(),
        manifest.height(),
        manifest.width(),
        manifest.classes().size(),
        imported.kind().description());
    out.printf(
        Locale.ROOT,
        "%s multiply-accumulates%s, %,d parameters%n",
        manifest.cost().macs() == null
            ? "unknown"
            : String.format(Locale.ROOT, "%,d", manifest.cost().macs()),
        imported.unknownMacs().isEmpty() ? "" : " (" + imported.unknownMacs() + ")",
        manifest.cost().parameters());
    out.printf("written to %s%n", imported.folder());
    out.flush();
  }
}
