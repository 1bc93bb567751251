package org.cbnet.edge.steering;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.SignedFile;

/**
 * The bundles that came from the cloud, one folder each, by hash. What is being fetched lies in a
 * folder of another name, and gets its own only when it is whole.
 *
 * <p>Used by one thread.
 */
final class BundleStore {
  private static final String STAGED = ".part";
  // Left to whatever else writes to the same disk.
  private static final long RESERVE_BYTES = 16L << 20;

  private final Path folder;
  private final LongSupplier usableBytes;

  /**
   * @param usableBytes room on the disk
   */
  BundleStore(Path folder, LongSupplier usableBytes) {
    this.folder = folder;
    this.usableBytes = usableBytes;
  }

  /** A store that asks the file system for its room. */
  static BundleStore in(Path folder) {
    return new BundleStore(folder, () -> folder.toFile().getUsableSpace());
  }

  /** Where a bundle is once it is whole. */
  Path place(String hash) {
    return folder.resolve(hash);
  }

  boolean has(String hash) {
    return Files.isDirectory(place(hash));
  }

  /** Where the files of a bundle are while it is fetched; made where it is missing. */
  Path staging(String hash) throws StorageException {
    Path staging = folder.resolve(hash + STAGED);
    try {
      Files.createDirectories(staging);
    } catch (IOException e) {
      throw new StorageException(e);
    }
    return staging;
  }

  /** Makes sure that there is room for so many bytes more. */
  void reserve(long bytes) throws StorageException {
    long usable = usableBytes.getAsLong();
    if (usable < bytes + RESERVE_BYTES) {
      throw new StorageException(
          "%d bytes are free, the bundle needs %d more and %d must stay"
              .formatted(usable, bytes, RESERVE_BYTES));
    }
  }

  /** Puts a verified bundle into its place, for good. */
  Path commit(String hash, Release release) throws StorageException {
    Path staging = staging(hash);
    Path place = place(hash);
    try {
      for (SignedFile file : release.files()) {
        sync(staging.resolve(file.name()));
      }
      sync(staging.resolve(Release.FILE));
      sync(staging.resolve(Release.SIGNATURE));
      MemoryFile.syncFolder(staging);
      delete(place);
      Files.move(staging, place, StandardCopyOption.ATOMIC_MOVE);
      MemoryFile.syncFolder(folder);
    } catch (IOException e) {
      throw new StorageException(e);
    }
    return place;
  }

  /** Bytes of a bundle that were fetched so far; 0 where none were. */
  long stagedBytes(String hash) throws IOException {
    long bytes = 0;
    for (Path file : list(folder.resolve(hash + STAGED))) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** Removes what was begun of other bundles. */
  void dropStaged(String butOf) throws IOException {
    for (Path entry : list(folder)) {
      String name = entry.getFileName().toString();
      if (name.endsWith(STAGED) && !name.equals(butOf + STAGED)) {
        delete(entry);
      }
    }
  }

  /** Removes all bundles but these; what was begun stays. */
  void keepOnly(Set<String> hashes) throws IOException {
    for (Path entry : list(folder)) {
      String name = entry.getFileName().toString();
      if (!name.endsWith(STAGED) && !hashes.contains(name)) {
        delete(entry);
      }
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

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(tree)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
