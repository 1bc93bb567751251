package org.cbnet.trainer.command;

import java.time.Clock;
import org.cbnet.inference.dataset.DataSetLocator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bundle}: makes, shows and speeds up bundles without training. */
@Command(
    name = "bundle",
    description =
        "Makes a bundle of an ONNX model that was trained elsewhere (import), shows what is in one"
            + " (show) and where its network can be cut in two (cuts), measures what the halves take"
            + " on this machine (profile) or predicts it from layers of others (calibrate, predict),"
            + " tries every variant of its graphs and keeps the fastest (optimise), measures trained"
            + " cells on validation images (trials), or signs one for devices and checks that (keygen,"
            + " sign, verify).",
    synopsisSubcommandLabel =
        "import|show|cuts|profile|calibrate|predict|optimise|trials|keygen|sign|verify",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet bundle import --help",
      "  ./cbnet bundle show models/fashion-mnist/lenet",
      "  ./cbnet bundle cuts models/fashion-mnist/resnet --check 100",
      "  ./cbnet bundle profile models/fashion-mnist/resnet",
      "  ./cbnet bundle predict models/fashion-mnist/resnet --calibration calibration.json",
      "  ./cbnet bundle optimise --dataset fashion-mnist",
      "  ./cbnet bundle trials --networks 'cbnet*'",
      "  ./cbnet bundle sign models/fashion-mnist/cbnet --key trainer.pem --version 7",
      "  ./cbnet bundle verify models/fashion-mnist/cbnet --trusted trainer.pub.pem"
    })
final class BundleCommand implements Runnable {
  @Spec private CommandSpec spec;

  private BundleCommand() {}

  static CommandLine create(DataSetLocator locator, boolean interactive) {
    return new CommandLine(new BundleCommand())
        .addSubcommand(new ImportCommand())
        .addSubcommand(new ShowCommand())
        .addSubcommand(new CutsCommand(locator, interactive))
        .addSubcommand(new ProfileCommand(interactive))
        .addSubcommand(new CalibrateCommand(interactive))
        .addSubcommand(new PredictCommand(Clock.systemUTC()))
        .addSubcommand(new OptimiseCommand(locator, interactive))
        .addSubcommand(new TrialsCommand(locator, interactive))
        .addSubcommand(new KeygenCommand())
        .addSubcommand(new SignCommand(locator))
        .addSubcommand(new VerifyCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name what to do: import, show, cuts, profile, calibrate, predict, optimise, trials, keygen,"
            + " sign or verify");
  }
}
