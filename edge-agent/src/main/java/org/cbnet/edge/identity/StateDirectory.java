package org.cbnet.edge.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that makes an agent the same agent after a restart; held by one process at a time.
 *
 * <p>Opening it counts a start: the boot number is on disk before anybody can use it. A damaged
 * identity is put aside and a new installation begun, because a new {@code installId} can never
 * collide with results that the cloud already has, and a device that refuses to start can.
 *
 * <p>Where the folder was used before and its disk takes nothing any more (read-only after an
 * error, full), the start gets an installation of its own, which nobody remembers: a boot number
 * that is not on disk must not be used.
 */
public final class StateDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);

  private static final String IDENTITY = "identity";

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
   * @param makeRoom asked on a disk that takes nothing; false where it made none
   * @throws IOException where the folder can't be written to or another agent holds it
   */
  public static StateDirectory open(
      Path folder, Supplier<UUID> installIds, BooleanSupplier makeRoom) throws IOException {
    Files.createDirectories(folder);
    FileChannel lockFile = openLock(folder);
    try {
      if (lockFile != null) {
        lock(folder, lockFile);
      }
      return new StateDirectory(lockFile, countStart(folder, installIds, makeRoom));
    } catch (IOException | RuntimeException e) {
      if (lockFile != null) {
        lockFile.close();
      }
      throw e;
    }
  }

  // Null on a disk that takes nothing: two agents there have two installations anyway.
  private static FileChannel openLock(Path folder) throws IOException {
    try {
      return FileChannel.open(
          folder.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      if (Files.isReadable(folder.resolve(IDENTITY))) {
        return null;
      }
      throw e;
    }
  }

  public Installation installation() {
    return installation;
  }

  @Override
  public void close() throws IOException {
    if (lockFile != null) {
      lockFile.close();
    }
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

  private static Installation countStart(
      Path folder, Supplier<UUID> installIds, BooleanSupplier makeRoom) throws IOException {
    IdentityFile file = new IdentityFile(folder.resolve(IDENTITY));
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
            .orElseGet(() -> new Installation(ShortId.of(installIds.get()), 1));
    try {
      write(file, current, makeRoom);
      return current;
    } catch (AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      if (last.isEmpty()) {
        throw e;
      }
      LOG.atError()
          .addKeyValue("reason", e.toString())
          .log("the start can't be counted on disk; a new installation for this start alone");
      return new Installation(ShortId.of(installIds.get()), current.bootNumber());
    }
  }

  private static void write(IdentityFile file, Installation current, BooleanSupplier makeRoom)
      throws IOException {
    try {
      file.write(current);
    } catch (AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      if (!makeRoom.getAsBoolean()) {
        throw e;
      }
      file.write(current);
    }
  }
}
