package org.cbnet.edge.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The file that holds an {@link Installation}: one line with a checksum, so that a torn or rotten
 * file is recognised instead of giving a boot number that was used before.
 */
final class IdentityFile {
  private static final Pattern LINE =
      Pattern.compile(
          "(install (" + ShortId.PATTERN + ") boot ([1-9][0-9]{0,17})) ([0-9a-f]{8})\n");

  private final Path file;

  IdentityFile(Path file) {
    this.file = file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Empty where the content is not whole. */
  Optional<Installation> read() throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Matcher line = LINE.matcher(text);
    if (!line.matches() || !checksum(line.group(1)).equals(line.group(4))) {
      return Optional.empty();
    }
    return Optional.of(new Installation(line.group(2), Long.parseLong(line.group(3))));
  }

  /** Replaces the file; on return both content and name survive a power cut. */
  void write(Installation installation) throws IOException {
    String body =
        "install %s boot %d".formatted(installation.installId(), installation.bootNumber());
    ByteBuffer line = StandardCharsets.US_ASCII.encode("%s %s\n".formatted(body, checksum(body)));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    // The rename itself lives in the directory.
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Puts a damaged file aside for whoever wants to look at it; answers where it went. */
  Path quarantine(String suffix) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + suffix);
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    return aside;
  }

  private static String checksum(String body) {
    CRC32C crc = new CRC32C();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return "%08x".formatted(crc.getValue());
  }
}
