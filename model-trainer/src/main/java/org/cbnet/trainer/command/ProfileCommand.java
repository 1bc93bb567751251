package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.profile.Clocks;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.LayerSums;
import org.cbnet.inference.profile.Machine;
import org.cbnet.inference.profile.MeasurementPlan;
import org.cbnet.inference.profile.PredictionError;
import org.cbnet.inference.profile.ProfileMeasurement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bundle profile}: what the halves of a bundle's cuts take on this machine. */
@Command(
    name = "profile",
    description = {
      "Measures, on this machine, what the head and the tail of every cut of a bundle's network take"
          + " for one image on one thread, and each layer alone; prints it, and stores it for"
          + " planners in a file whose name tells bundle and machine.",
      "All pieces are measured in turns, in an order drawn anew each round: median over rounds, with"
          + " what a tenth of the rounds was below and above. 'sum' is what single layers would add"
          + " up to, over what was measured; the runtime fuses across layers, so that they differ."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet bundle profile models/fashion-mnist/lenet",
      "  ./cbnet bundle profile models/fashion-mnist/heavy --rounds 20 --out profiles",
      "  ./cbnet bundle profile models/fashion-mnist/resnet --out resnet.json --json figures.json"
    })
final class ProfileCommand implements Callable<Integer> {
  private final boolean interactive;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BUNDLE", description = "Folder with a bundle.json.")
  private Path folder;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "" + MeasurementPlan.ROUNDS,
      description = "Rounds of the measurement (default: ${DEFAULT-VALUE}).")
  private Integer rounds;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = ".",
      description =
          "File of the profile, or a folder for it (default: the current folder, as"
              + " profile-HASH-MACHINE.json).")
  private Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Path json;

  ProfileCommand(boolean interactive) {
    this.interactive = interactive;
  }

  @Override
  public Integer call() throws Exception {
    return EndRequest.during(this::measure);
  }

  private int measure(EndRequest request) throws IOException {
    Options.atLeast(spec, "--rounds", rounds, 1);
    JsonOutput figures = new JsonOutput("--json", json);
    ProfileOutput output = new ProfileOutput(out);
    ModelBundle bundle = ModelBundle.load(folder);
    Partition partition = Partition.of(bundle);
    EvaluationProgress progress =
        new EvaluationProgress(spec.commandLine().getErr(), interactive, request);
    LayerProfile profile =
        new ProfileMeasurement(
                MeasurementPlan.ofRounds(rounds),
                Machine.ofProcess(),
                Clocks.ofProcess(),
                progress::progress)
            .measure(bundle, partition);
    PredictionError sums = PredictionError.of(LayerSums.of(profile), profile);
    PrintWriter table = spec.commandLine().getOut();
    table.print(ProfileTable.of(profile, sums));
    table.printf("written to %s%n", output.write(profile));
    table.flush();
    figures.write(ProfileFigures.of(profile, sums));
    return 0;
  }
}
