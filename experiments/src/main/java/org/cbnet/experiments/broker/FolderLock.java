package org.cbnet.experiments.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second broker out of a folder, before it can touch anything there.
 *
 * <p>Kafka has a lock of its own and takes it only after its controller has written to the log,
 * which the first broker then finds corrupt.
 */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock; makes the folder where it is new. */
  static FolderLock take(Path folder) throws IOException {
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve("cbnet-broker.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException(
          "folder %s can't be used (%s): name another with --data-dir"
              .formatted(folder, e.getClass().getSimpleName()),
          e);
    }
    if (lock(channel) == null) {
      channel.close();
      throw new IOException(
          "folder %s is another broker's: end that one, or name another with --data-dir"
              .formatted(folder));
    }
    return new FolderLock(channel);
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }
}
