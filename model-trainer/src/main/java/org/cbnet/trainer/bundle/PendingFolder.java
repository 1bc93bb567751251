package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is filled beside its final place, on the same file system, so that putting it there
 * is a rename. Closing deletes what was not moved.
 */
public final class PendingFolder implements AutoCloseable {
  private final Path folder;

  private PendingFolder(Path folder) {
    this.folder = folder;
  }

  /** Makes an empty folder beside a place, and the folders above where they lack. */
  public static PendingFolder beside(Path place) throws IOException {
    Path parent = Files.createDirectories(place.toAbsolutePath().getParent());
    Path folder = Files.createTempDirectory(parent, "." + place.getFileName() + "-");
    // A temporary folder is private; what becomes of it is for everyone.
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return new PendingFolder(folder);
  }

  /** Where to write until it is moved. */
  public Path folder() {
    return folder;
  }

  /** Renames to the final place; what was there is moved aside first, then deleted. */
  public void moveTo(Path place) throws IOException {
    Path old = folder.resolveSibling(folder.getFileName() + ".old");
    boolean replaces = Files.exists(place);
    if (replaces) {
      Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
    if (replaces) {
      delete(old);
    }
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(folder)) {
      delete(folder);
    }
  }

  private static void delete(Path root) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(root)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
