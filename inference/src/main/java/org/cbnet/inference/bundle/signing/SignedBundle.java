package org.cbnet.inference.bundle.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;

/** A bundle's folder with a release in it. */
public final class SignedBundle {
  private SignedBundle() {}

  /**
   * Signs what a bundle needs to run: its manifest, its graphs, and its known answers.
   *
   * @throws IOException where the bundle is damaged or the folder can't be written to
   */
  public static Release sign(Path folder, SigningKey key, long version, long minimumVersion)
      throws IOException {
    List<SignedFile> files = new ArrayList<>();
    files.add(file(folder, ModelBundle.MANIFEST));
    for (ModelFile model : ModelBundle.load(folder).manifest().models()) {
      files.add(file(folder, model.file()));
    }
    files.add(file(folder, KnownAnswers.FILE));
    Release release =
        new Release(Release.KIND, Release.FORMAT_VERSION, version, minimumVersion, key.id(), files);
    byte[] json = release.toJson();
    Files.write(folder.resolve(Release.FILE), json);
    Files.write(folder.resolve(Release.SIGNATURE), key.sign(json));
    return release;
  }

  /**
   * Checks a release's signature.
   *
   * @throws ReleaseException where no trusted key made it, or it is no release
   */
  public static Release verify(byte[] release, byte[] signature, TrustedKeys trusted)
      throws ReleaseException {
    trusted.verify(release, signature);
    return Release.parse(release);
  }

  /**
   * Checks the signature and every file of a folder.
   *
   * @throws ReleaseException where no trusted key signed, or a file is missing or another one
   */
  public static Release verify(Path folder, TrustedKeys trusted) throws IOException {
    Release release =
        verify(small(folder, Release.FILE), small(folder, Release.SIGNATURE), trusted);
    verifyFiles(folder, release);
    return release;
  }

  /** Checks every file of a folder against a release. */
  public static void verifyFiles(Path folder, Release release) throws IOException {
    for (SignedFile signed : release.files()) {
      SignedFile found = file(folder, signed.name());
      if (!found.equals(signed)) {
        throw new ReleaseException(
            "%s has %d bytes of SHA-256 %s, signed are %d of %s"
                .formatted(
                    signed.name(), found.bytes(), found.sha256(), signed.bytes(), signed.sha256()));
      }
    }
    for (ModelFile model : ModelBundle.load(folder).manifest().models()) {
      if (release.files().stream().noneMatch(file -> file.name().equals(model.file()))) {
        throw new ReleaseException(model.file() + " is not signed");
      }
    }
  }

  private static SignedFile file(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    try {
      return new SignedFile(name, Files.size(file), Digests.sha256(file));
    } catch (NoSuchFileException e) {
      throw new ReleaseException("%s has no file %s".formatted(folder, name), e);
    }
  }

  private static byte[] small(Path folder, String name) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return in.readNBytes(Release.MAX_BYTES);
    } catch (NoSuchFileException e) {
      throw new ReleaseException("%s is not signed: it has no file %s".formatted(folder, name), e);
    }
  }
}
