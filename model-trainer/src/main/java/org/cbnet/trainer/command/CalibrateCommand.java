package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cbnet.inference.profile.Clocks;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.Machine;
import org.cbnet.inference.profile.MeasurementPlan;
import org.cbnet.inference.profile.ProfileMeasurement;
import org.cbnet.inference.profile.calibration.CalibrationNetworks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bundle calibrate}: what layers of every kind and size take on this machine. */
@Command(
    name = "calibrate",
    description =
        "Measures layers of every kind in many sizes on this machine, of networks that are made up"
            + " and the same everywhere, and stores them for './cbnet bundle predict'. It takes about half"
            + " a minute.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet bundle calibrate",
      "  ./cbnet bundle calibrate --rounds 20 --out calibration.json"
    })
final class CalibrateCommand implements Callable<Integer> {
  private final boolean interactive;

  @Spec private CommandSpec spec;

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

  CalibrateCommand(boolean interactive) {
    this.interactive = interactive;
  }

  @Override
  public Integer call() throws Exception {
    return EndRequest.during(this::measure);
  }

  private int measure(EndRequest request) throws IOException {
    Options.atLeast(spec, "--rounds", rounds, 1);
    ProfileOutput output = new ProfileOutput(out);
    EvaluationProgress progress =
        new EvaluationProgress(spec.commandLine().getErr(), interactive, request);
    LayerProfile profile =
        new ProfileMeasurement(
                MeasurementPlan.ofRounds(rounds),
                Machine.ofProcess(),
                Clocks.ofProcess(),
                progress::progress)
            .measureLayers(CalibrationNetworks.NAME, CalibrationNetworks.models());
    PrintWriter table = spec.commandLine().getOut();
    table.printf(
        "%d layers measured over %d rounds on %s%nwritten to %s%n",
        profile.layers().size(), rounds, profile.machine().processor(), output.write(profile));
    table.flush();
    return 0;
  }
}
