package org.cbnet.edge.support;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** Names, sizes and times of the files in a folder, and how full its disk is. No contents. */
public final class Listing {
  private static final int DEPTH = 3;
  private static final int MOST_FILES = 2_000;

  private Listing() {}

  /** One file a line, and a last line for the disk. */
  public static String of(Path folder) throws IOException {
    StringBuilder text = new StringBuilder(folder + "\n");
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder, DEPTH)) {
      files = tree.filter(Files::isRegularFile).limit(MOST_FILES).sorted().toList();
    }
    long bytes = 0;
    for (Path file : files) {
      BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
      bytes += facts.size();
      text.append(
          "%14d  %s  %s%n"
              .formatted(facts.size(), facts.lastModifiedTime(), folder.relativize(file)));
    }
    text.append("%14d  bytes in %d files%n".formatted(bytes, files.size()));
    FileStore disk = Files.getFileStore(folder);
    text.append(
        "disk: %d of %d bytes free, read-only: %s%n"
            .formatted(disk.getUsableSpace(), disk.getTotalSpace(), disk.isReadOnly()));
    return text.toString();
  }
}
