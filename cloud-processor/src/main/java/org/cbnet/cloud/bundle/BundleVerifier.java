package org.cbnet.cloud.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cbnet.cloud.bundle.RefusedException.Reason;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.signing.Digests;
import org.cbnet.inference.bundle.signing.KnownAnswers;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.ReleaseException;
import org.cbnet.inference.bundle.signing.SignedBundle;
import org.cbnet.inference.bundle.signing.SignedFile;
import org.cbnet.inference.bundle.signing.TrustedKeys;

/** Checks an uploaded bundle as a device will: nothing that no device would take is published. */
final class BundleVerifier {
  private final TrustedKeys trusted;
  private final long maxBytes;

  BundleVerifier(TrustedKeys trusted, long maxBytes) {
    this.trusted = trusted;
    this.maxBytes = maxBytes;
  }

  /**
   * Reads trusted keys.
   *
   * @param places files, or folders of which every {@code *.pem} is taken
   * @throws ReleaseException where one is no Ed25519 public key, or can't be read
   */
  static TrustedKeys keys(List<Path> places) throws ReleaseException {
    List<Path> files = new ArrayList<>();
    for (Path place : places) {
      if (!Files.isDirectory(place)) {
        files.add(place);
        continue;
      }
      try (Stream<Path> listed = Files.list(place)) {
        listed.filter(file -> file.toString().endsWith(".pem")).sorted().forEach(files::add);
      } catch (IOException e) {
        throw new ReleaseException("can't read folder of keys %s: %s".formatted(place, e), e);
      }
    }
    return TrustedKeys.read(files);
  }

  /**
   * Checks a folder.
   *
   * @throws RefusedException where it is not a whole bundle of this hash, signed by a trusted key
   */
  Bundle verify(String hash, Path folder, String uploadedBy, long uploadedMicros)
      throws IOException, RefusedException {
    try {
      Release release = SignedBundle.verify(folder, trusted);
      check(release, hash);
      return bundle(release, folder, uploadedBy, uploadedMicros);
    } catch (ReleaseException | BundleException e) {
      // Where an upload lies is nobody's business.
      String problem = e.getMessage().replace(folder.toString(), "the upload");
      throw new RefusedException(problem, e);
    }
  }

  private void check(Release release, String hash) throws RefusedException {
    if (!release.bundleHash().equals(hash)) {
      throw new RefusedException(
          Reason.BAD_BUNDLE,
          "%s is of the bundle %s, not of %s".formatted(Release.FILE, release.bundleHash(), hash));
    }
    if (release.files().stream().noneMatch(file -> file.name().equals(KnownAnswers.FILE))) {
      throw new RefusedException(
          Reason.BAD_BUNDLE,
          "%s names no %s: sign it by ./cbnet bundle sign"
              .formatted(Release.FILE, KnownAnswers.FILE));
    }
    if (release.totalBytes() > maxBytes) {
      throw new RefusedException(
          Reason.TOO_LARGE,
          "the bundle has %d bytes, taken are %d: see bundles.max-bytes"
              .formatted(release.totalBytes(), maxBytes));
    }
  }

  private static Bundle bundle(Release release, Path folder, String by, long micros)
      throws IOException {
    BundleManifest manifest = ModelBundle.load(folder).manifest();
    List<BundleFile> files = new ArrayList<>();
    for (SignedFile file : release.files()) {
      files.add(new BundleFile(file.name(), file.bytes(), file.sha256()));
    }
    for (String name : List.of(Release.FILE, Release.SIGNATURE)) {
      files.add(file(folder.resolve(name)));
    }
    return new Bundle(
        release.bundleHash(),
        release.version(),
        release.minimumVersion(),
        release.keyId(),
        manifest.network(),
        manifest.strategy(),
        manifest.dataset(),
        accuracy(manifest),
        by,
        micros,
        files);
  }

  private static BundleFile file(Path file) throws IOException {
    return new BundleFile(file.getFileName().toString(), Files.size(file), Digests.sha256(file));
  }

  private static Double accuracy(BundleManifest manifest) {
    return manifest.provenance().get("validationAccuracy") instanceof Number number
            && number.doubleValue() >= 0
            && number.doubleValue() <= 1
        ? number.doubleValue()
        : null;
  }
}
