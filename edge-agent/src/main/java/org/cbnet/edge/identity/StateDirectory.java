package org.cbnet.edge.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that makes an agent the same agent after a restart; held by one process at a time.
 *
 * <p>Opening it counts a start: the boot number is on disk before anybody can use it. A damaged
 * identity is put aside and a new installation begun, because a new {@code installId} can never
 * collide with results that the cloud already has, and a device that refuses to start can.
 */
public final class StateDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);

  private final FileChannel lockFile;
  private final Installation installation;

  private StateDirectory(FileChannel lockFile, Installation installation) {
    this.lockFile = lockFile;
    this.installation = installation;
  }

  /**
   * Takes the folder, making it where it is missing.
   *
   * @param installIds source of random identities
   * @throws IOException where the folder can't be written to or another agent holds it
   */
  public static StateDirectory open(Path folder, Supplier<UUID> installIds) throws IOException {
    Files.createDirectories(folder);
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      lock(folder, lockFile);
      return new StateDirectory(lockFile, countStart(folder, installIds));
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  public Installation installation() {
    return installation;
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private static void lock(Path folder, FileChannel lockFile) throws IOException {
    FileLock lock = null;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process: the same answer as for another.
    }
    if (lock == null) {
      throw new StateDirectoryInUseException(folder);
    }
  }

  private static Installation countStart(Path folder, Supplier<UUID> installIds)
      throws IOException {
    IdentityFile file = new IdentityFile(folder.resolve("identity"));
    Optional<Installation> last = Optional.empty();
    if (file.exists()) {
      last = file.read();
      if (last.isEmpty()) {
        Path aside = file.quarantine(installIds.get().toString());
        LOG.atError()
            .addKeyValue("file", aside)
            .log("the identity is damaged, put aside; a new installation begins");
      }
    }
    Installation current =
        last.map(Installation::next)
            .orElseGet(() -> new Installation(installIds.get().toString(), 1));
    file.write(current);
    return current;
  }
}
