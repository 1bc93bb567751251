package org.cbnet.edge.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * Files that take room while there is some, to be let go of when the disk is full: even taking
 * entries out needs room, for the log of the taking out. The first lets a spool go on that is
 * nearly empty; the second, one that must drop entries to go on.
 */
final class Ballast {
  static final int BYTES = 256 << 10;
  static final int FILES = 2;

  // Below this somebody else needs the room more.
  private static final long SPARE_BYTES = 8L << 20;

  private final Path folder;

  Ballast(Path folder) {
    this.folder = folder;
  }

  /** Frees a file's room; false where all is free already. */
  boolean release() {
    for (int i = 0; i < FILES; i++) {
      try {
        if (Files.deleteIfExists(file(i))) {
          return true;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return false;
  }

  /** Takes the room again where there is plenty; false where there is not. */
  boolean restore() {
    try {
      boolean missing = false;
      for (int i = 0; i < FILES; i++) {
        missing |= !Files.exists(file(i));
      }
      if (!missing) {
        return true;
      }
      if (Files.getFileStore(folder).getUsableSpace() < SPARE_BYTES) {
        return false;
      }
      for (int i = 0; i < FILES; i++) {
        fill(file(i));
      }
      return true;
    } catch (IOException e) {
      // A disk that does not take it has another trouble, which the spool's writing tells.
      return false;
    }
  }

  private Path file(int number) {
    return folder.resolve("spool.ballast-" + number);
  }

  // Noise, because some file systems store zeros for nothing.
  private static void fill(Path file) throws IOException {
    byte[] noise = new byte[BYTES];
    new Random(BYTES).nextBytes(noise);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(noise);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }
}
