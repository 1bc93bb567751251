package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cbnet.inference.bundle.ModelBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bundle show}: a bundle's manifest for people, every hash checked. */
@Command(
    name = "show",
    description = "Checks a bundle's files and prints what its manifest says.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = "  ./cbnet bundle show models/fashion-mnist/lenet")
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Folder with a bundle.json.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(ManifestTable.of(ModelBundle.load(folder)));
    out.flush();
    return 0;
  }
}
