package org.cbnet.cloud.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.cbnet.cloud.bundle.RefusedException.Reason;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.signing.Digests;
import org.cbnet.inference.bundle.signing.Release;

/**
 * Files that were uploaded and not yet published, by the hash of their bundle, in any order. They
 * are of this instance only; what nobody touches for a day is removed. Safe for several threads.
 */
final class Staging {
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int MOST_BUNDLES = 8;
  private static final int MOST_FILES = 40;
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path folder;
  private final long maxBytes;
  private final InstantSource clock;

  /**
   * @param maxBytes of all files of a bundle; release and signature come on top
   */
  Staging(Path folder, long maxBytes, InstantSource clock) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.maxBytes = maxBytes + Release.MAX_BYTES;
    this.clock = clock;
  }

  Path folder(String hash) {
    return folder.resolve(hash);
  }

  /** What was uploaded of a bundle, in order of the names. */
  List<BundleFile> files(String hash) throws IOException {
    List<BundleFile> files = new ArrayList<>();
    for (Path file : list(folder(hash))) {
      String name = file.getFileName().toString();
      if (BundleFile.NAME.matcher(name).matches()) {
        files.add(new BundleFile(name, Files.size(file), Digests.sha256(file)));
      }
    }
    files.sort(Comparator.comparing(BundleFile::name));
    return files;
  }

  /**
   * Takes a file in; one of the same name is replaced once all of this one is here.
   *
   * @throws RefusedException where it is too large, or a manifest of another bundle
   * @throws IOException where the upload breaks off or the disk is full
   */
  BundleFile put(String hash, String name, InputStream content)
      throws IOException, RefusedException {
    sweep(hash);
    Path bundle = Files.createDirectories(folder(hash));
    // A name that no file of a bundle can have.
    Path partial = Files.createTempFile(bundle, "." + name, ".upload");
    try {
      receive(content, partial, maxBytes - othersBytes(bundle, name));
      BundleFile file = new BundleFile(name, Files.size(partial), Digests.sha256(partial));
      if (name.equals(ModelBundle.MANIFEST) && !file.sha256().equals(hash)) {
        throw new RefusedException(
            Reason.BAD_BUNDLE,
            "%s has SHA-256 %s, it must be the bundle's hash %s: upload it below its own hash"
                .formatted(name, file.sha256(), hash));
      }
      Files.move(
          partial,
          bundle.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return file;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** Removes what was uploaded of a bundle; returns whether anything was. */
  boolean drop(String hash) throws IOException {
    for (Path file : list(folder(hash))) {
      Files.deleteIfExists(file);
    }
    return Files.deleteIfExists(folder(hash));
  }

  private void receive(InputStream content, Path to, long most)
      throws IOException, RefusedException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = most;
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        left -= read;
        if (left < 0) {
          throw new RefusedException(
              Reason.TOO_LARGE,
              "the files of a bundle may have %d bytes: see bundles.max-bytes".formatted(maxBytes));
        }
        out.write(buffer, 0, read);
      }
    }
  }

  private static long othersBytes(Path bundle, String name) throws IOException, RefusedException {
    long bytes = 0;
    List<Path> files = list(bundle);
    if (files.size() > MOST_FILES) {
      throw new RefusedException(
          Reason.TOO_LARGE, "a bundle may have %d files".formatted(MOST_FILES));
    }
    for (Path file : files) {
      try {
        bytes += file.getFileName().toString().equals(name) ? 0 : Files.size(file);
      } catch (NoSuchFileException e) {
        // An upload beside this one has just ended.
      }
    }
    return bytes;
  }

  /** Makes room by the age of what was begun; refuses where all of it is young. */
  private synchronized void sweep(String hash) throws IOException, RefusedException {
    List<Path> bundles = new ArrayList<>(list(folder));
    bundles.remove(folder(hash));
    Instant oldest = clock.instant().minus(KEPT);
    for (Path bundle : List.copyOf(bundles)) {
      if (Files.getLastModifiedTime(bundle).toInstant().isBefore(oldest)) {
        drop(bundle.getFileName().toString());
        bundles.remove(bundle);
      }
    }
    if (bundles.size() >= MOST_BUNDLES) {
      throw new RefusedException(
          Reason.CONFLICT,
          "%d bundles are being uploaded: publish or delete one first".formatted(bundles.size()));
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
