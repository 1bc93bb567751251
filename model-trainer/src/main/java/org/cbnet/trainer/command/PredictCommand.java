package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.ProfileFile;
import org.cbnet.inference.profile.regression.LayerRegression;
import org.cbnet.inference.profile.regression.MachineScale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bundle predict}: what a bundle can be expected to take, beside what it does. */
@Command(
    name = "predict",
    description = {
      "Predicts what head and tail of every cut of a bundle take on a machine, from layers of other"
          + " networks measured there: a law for each kind of layer, fitted by least squares. Profiles"
          + " of the bundle, and of others of its network's name, are left out of the fit.",
      "Where a profile of the bundle is at hand, the measured times stand beside the predicted ones."
          + " With --reference there is a second prediction: the bundle's profile of another machine,"
          + " scaled by layers that both machines have measured."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet bundle predict models/fashion-mnist/lenet --calibration calibration.json",
      "  ./cbnet bundle predict models/fashion-mnist/lenet --calibration calibration.json,resnet.json"
          + " --measured lenet.json",
      "  ./cbnet bundle predict models/fashion-mnist/lenet --calibration pi-calibration.json"
          + " --reference lenet.json,calibration.json"
    })
final class PredictCommand implements Callable<Integer> {
  private final Clock clock;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BUNDLE", description = "Folder with a bundle.json.")
  private Path folder;

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      split = ",",
      required = true,
      description =
          "Profiles of the machine to predict for, from './cbnet bundle calibrate' and './cbnet"
              + " bundle profile'.")
  private List<Path> calibration;

  @Option(
      names = "--measured",
      paramLabel = "FILE",
      description =
          "Profile of the bundle, to compare with (default: one among --calibration, where there is"
              + " one).")
  private Path measured;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      split = ",",
      description =
          "Profiles of another machine: the bundle's, and one whose layers are among --calibration"
              + " too.")
  private List<Path> reference = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Stores the prediction from layers as a profile for planners; or a folder.")
  private Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Path json;

  PredictCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    JsonOutput figures = new JsonOutput("--json", json);
    ProfileOutput output = out == null ? null : new ProfileOutput(out);
    ModelBundle bundle = ModelBundle.load(folder);
    Partition partition = Partition.of(bundle);
    List<LayerProfile> profiles = read(calibration);
    LayerProfile expected = expected(bundle, partition, profiles);
    try {
      LayerRegression regression = LayerRegression.fitWithout(profiles, bundle);
      Map<String, LayerProfile> predicted = new LinkedHashMap<>();
      LayerProfile ofLayers = regression.predict(bundle, partition, clock.instant());
      predicted.put(ofLayers.source().id(), ofLayers);
      if (!reference.isEmpty()) {
        LayerProfile scaled = scaled(bundle, partition, profiles);
        predicted.put(scaled.source().id(), scaled);
      }
      PrintWriter table = spec.commandLine().getOut();
      table.print(PredictionTable.of(predicted, expected, regression.kinds()));
      if (output != null) {
        table.printf("written to %s%n", output.write(ofLayers));
      }
      table.flush();
      figures.write(PredictionFigures.of(predicted, expected, regression.kinds()));
      return 0;
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage());
    }
  }

  // Null where nothing is at hand to compare with.
  private LayerProfile expected(
      ModelBundle bundle, Partition partition, List<LayerProfile> profiles) throws IOException {
    if (measured != null) {
      return ProfileFile.read(measured, bundle, partition);
    }
    return of(bundle, profiles).orElse(null);
  }

  private LayerProfile scaled(ModelBundle bundle, Partition partition, List<LayerProfile> profiles)
      throws IOException {
    List<LayerProfile> elsewhere = read(reference);
    LayerProfile own =
        of(bundle, elsewhere)
            .orElseThrow(
                () ->
                    new InputException(
                        "--reference: none of %s is a profile of bundle %s: measure it on that machine"
                            .formatted(reference, bundle.hash())));
    own.checkFits(bundle, partition);
    // The bundle itself would be no prediction any more.
    for (LayerProfile there : elsewhere) {
      for (LayerProfile here : profiles) {
        if (there.bundleHash().equals(here.bundleHash())
            && !there.bundleHash().equals(bundle.hash())) {
          return MachineScale.between(there, here).scale(own);
        }
      }
    }
    throw new InputException(
        "--reference: %s and --calibration %s have no layers in common: give the calibration of both machines"
            .formatted(reference, calibration));
  }

  private static Optional<LayerProfile> of(ModelBundle bundle, List<LayerProfile> profiles) {
    return profiles.stream()
        .filter(profile -> profile.bundleHash().equals(bundle.hash()))
        .findFirst();
  }

  private static List<LayerProfile> read(List<Path> files) throws IOException {
    List<LayerProfile> profiles = new ArrayList<>();
    for (Path file : files) {
      profiles.add(ProfileFile.read(file));
    }
    return profiles;
  }
}
