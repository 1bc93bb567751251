package org.cbnet.cloud.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cbnet.inference.bundle.signing.Digests;

/**
 * This instance's copies of the files of bundles, each under its SHA-256. What is incomplete has
 * another name until its hash is right. Safe for several threads.
 */
final class LocalFiles {
  private static final String PART = ".part";

  private final Path folder;
  // What a file looked like when its hash was found right: unchanged since, it need not be read.
  private final Map<String, Stamp> checked = new HashMap<>();

  private record Stamp(long bytes, FileTime modified) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.size(), attributes.lastModifiedTime());
    }
  }

  LocalFiles(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Writes a chunk, unless the file is there already; the same chunk may come again. */
  synchronized void write(String sha256, long position, byte[] chunk) throws IOException {
    if (Files.exists(folder.resolve(sha256))) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(sha256 + PART), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(chunk);
      while (bytes.hasRemaining()) {
        channel.write(bytes, position + bytes.position());
      }
    }
  }

  /** The copy of a file, if it is whole and undamaged; a damaged one is removed. */
  synchronized Optional<Path> find(BundleFile file) throws IOException {
    Path whole = folder.resolve(file.sha256());
    if (Files.exists(whole)) {
      return isRight(whole, file) ? Optional.of(whole) : Optional.empty();
    }
    return complete(folder.resolve(file.sha256() + PART), whole, file);
  }

  /** Removes all files but these. */
  synchronized void keepOnly(Set<String> contents) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (!contents.contains(name) && !contents.contains(name.replace(PART, ""))) {
        Files.deleteIfExists(file);
        checked.remove(name);
      }
    }
  }

  private boolean isRight(Path whole, BundleFile file) throws IOException {
    Stamp stamp = Stamp.of(whole);
    if (stamp.equals(checked.get(file.sha256()))) {
      return true;
    }
    if (stamp.bytes() == file.bytes() && Digests.sha256(whole).equals(file.sha256())) {
      checked.put(file.sha256(), stamp);
      return true;
    }
    checked.remove(file.sha256());
    Files.delete(whole);
    return false;
  }

  private Optional<Path> complete(Path part, Path whole, BundleFile file) throws IOException {
    if (file.bytes() == 0 && !Files.exists(part)) {
      // It has no chunk that could have come.
      Files.createFile(part);
    }
    if (!Files.exists(part)
        || Files.size(part) != file.bytes()
        || !Digests.sha256(part).equals(file.sha256())) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    checked.put(file.sha256(), Stamp.of(whole));
    return Optional.of(whole);
  }
}
