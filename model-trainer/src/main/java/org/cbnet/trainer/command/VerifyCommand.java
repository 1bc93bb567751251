package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.ReleaseException;
import org.cbnet.inference.bundle.signing.SignedBundle;
import org.cbnet.inference.bundle.signing.TrustedKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bundle verify}: what a device checks before it relies on a bundle. */
@Command(
    name = "verify",
    description = {
      "Checks a signed bundle as a device does: the signature by one of the trusted keys, size and"
          + " SHA-256 of every file. Exit code 0 where all is right, 1 where the bundle must not be"
          + " relied on, 2 where a key can't be read."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet bundle verify models/fashion-mnist/cbnet --trusted trainer.pub.pem",
      "  ./cbnet bundle verify my/pets --trusted old.pub.pem,new.pub.pem"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Folder with a release.json.")
  private Path folder;

  @Option(
      names = "--trusted",
      paramLabel = "FILE",
      split = ",",
      required = true,
      description = "Ed25519 public keys, X.509 in PEM (openssl pkey -in KEY -pubout).")
  private List<Path> trusted;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes what is signed as JSON.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    JsonOutput output = new JsonOutput("--json", json);
    TrustedKeys keys = TrustedKeys.read(trusted);
    PrintWriter out = spec.commandLine().getOut();
    Release release;
    try {
      release = SignedBundle.verify(folder, keys);
    } catch (ReleaseException | BundleException e) {
      spec.commandLine().getErr().println("not to be relied on: " + e.getMessage());
      return Errors.FAILED;
    }
    output.write(ReleaseTable.figures(release));
    out.print(ReleaseTable.of(release));
    out.println("signature and files are right");
    out.flush();
    return 0;
  }
}
