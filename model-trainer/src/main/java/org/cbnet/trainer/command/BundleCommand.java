package org.cbnet.trainer.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bundle}: makes and shows bundles without training. */
@Command(
    name = "bundle",
    description =
        "Makes a bundle of an ONNX model that was trained elsewhere (import), or shows what is in one"
            + " (show).",
    synopsisSubcommandLabel = "import|show",
    footerHeading = "%nExamples:%n",
    footer = {"  ./cbnet bundle import --help", "  ./cbnet bundle show models/fashion-mnist/lenet"})
final class BundleCommand implements Runnable {
  @Spec private CommandSpec spec;

  private BundleCommand() {}

  static CommandLine create() {
    return new CommandLine(new BundleCommand())
        .addSubcommand(new ImportCommand())
        .addSubcommand(new ShowCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name what to do: import or show");
  }
}
