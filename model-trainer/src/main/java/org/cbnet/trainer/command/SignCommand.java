package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.signing.KnownAnswers;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.SignedBundle;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.FolderPerClass;
import org.cbnet.inference.dataset.ImageFolderListener;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.trainer.release.AnswerChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cbnet bundle sign}: a bundle that devices take from the cloud. */
@Command(
    name = "sign",
    description = {
      "Signs a bundle for devices: writes trial.json (frames with the answers that the bundle itself"
          + " gives, which a device checks before it switches), release.json (version, minimum"
          + " version, size and SHA-256 of every file) and release.json.sig (Ed25519 over its bytes)"
          + " into the bundle's folder.",
      "The frames are the first of every class that the bundle answers rightly with a confidence of"
          + " 60 % and more: test images of the bundle's data set, or the images of --answers-from."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./cbnet bundle keygen trainer",
      "  ./cbnet bundle sign models/fashion-mnist/cbnet --key trainer.pem --version 7",
      "  ./cbnet bundle sign my/pets --key trainer.pem --version 8 --minimum-version 7 \\",
      "      --answers-from photos/pets",
      "  openssl pkeyutl -verify -pubin -inkey trainer.pub.pem -rawin \\",
      "      -in release.json -sigfile release.json.sig      the same signature, checked by openssl"
    })
final class SignCommand implements Callable<Integer> {
  private final DataSetLocator locator;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Folder with a bundle.json.")
  private Path folder;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "Ed25519 private key, PKCS#8 in PEM (openssl genpkey -algorithm ed25519).")
  private Path key;

  @Option(
      names = "--version",
      paramLabel = "N",
      required = true,
      description = "Of this release, from 1; raise it with every one.")
  private long version;

  @Option(
      names = "--minimum-version",
      paramLabel = "M",
      defaultValue = "1",
      description =
          "Once a device has accepted this release it never runs one below M again (default:"
              + " ${DEFAULT-VALUE}).")
  private long minimumVersion;

  @Option(
      names = "--answers",
      paramLabel = "N",
      defaultValue = "20",
      description = "Frames with known answers, 10 to 1000 (default: ${DEFAULT-VALUE}).")
  private int answers;

  @Option(
      names = "--answers-from",
      paramLabel = "DATA",
      description =
          "Data set, or folder with one sub-folder a class (default: the bundle's data set).")
  private String answersFrom;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes what was signed as JSON.")
  private Path json;

  SignCommand(DataSetLocator locator) {
    this.locator = locator;
  }

  @Override
  public Integer call() throws IOException {
    Options.range(spec, "--answers", answers, KnownAnswers.LEAST, KnownAnswers.MOST);
    if (minimumVersion < 1 || version < minimumVersion) {
      throw new InputException(
          "--minimum-version must be from 1 to --version: %d, --version %d"
              .formatted(minimumVersion, version));
    }
    JsonOutput output = new JsonOutput("--json", json);
    SigningKey signingKey = SigningKey.read(key);
    ModelBundle bundle = ModelBundle.load(folder);
    if (!Files.isWritable(folder)) {
      throw new InputException("no permission to write to %s: sign a copy".formatted(folder));
    }
    AnswerChoice.choose(bundle, images(bundle.manifest()), answers).write(folder);
    Release release = SignedBundle.sign(folder, signingKey, version, minimumVersion);
    output.write(ReleaseTable.figures(release));
    PrintWriter out = spec.commandLine().getOut();
    out.print(ReleaseTable.of(release));
    out.printf("known answers: %d, from the bundle itself%nwritten to %s%n", answers, folder);
    out.flush();
    return 0;
  }

  private LabelledImages images(BundleManifest manifest) throws IOException {
    String from = answersFrom == null ? manifest.dataset() : answersFrom;
    EvaluatedImages named;
    try {
      named = EvaluatedImages.of(from);
    } catch (IllegalArgumentException e) {
      throw new InputException("--answers-from: " + e.getMessage());
    }
    LabelledImages images =
        named.folder() == null
            ? known(KnownDataSet.of(named.dataset()), manifest)
            : FolderPerClass.open(named.folder())
                .load(
                    named.dataset(),
                    manifest.classes(),
                    manifest.height(),
                    manifest.width(),
                    new Quiet());
    if (images.height() != manifest.height() || images.width() != manifest.width()) {
      throw new InputException(
          "%s has images of %d x %d, the bundle takes %d x %d: name others with --answers-from"
              .formatted(
                  from, images.height(), images.width(), manifest.height(), manifest.width()));
    }
    return images;
  }

  private LabelledImages known(KnownDataSet set, BundleManifest manifest) throws IOException {
    if (!set.classes().equals(manifest.classes())) {
      throw new InputException(
          "%s has the classes %s, the bundle has %s: name other images with --answers-from"
              .formatted(set.id(), set.classes(), manifest.classes()));
    }
    return new DataSets(locator).testOrSample(set);
  }

  /** What can't be read is simply not chosen. */
  private static final class Quiet implements ImageFolderListener {
    @Override
    public void progress(int done, int of) {}

    @Override
    public void skipped(Path file, String reason) {}
  }
}
