package org.cbnet.edge.steering;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.cbnet.inference.bundle.signing.Digests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that holds a {@link SteeringMemory}: one line of JSON behind its SHA-256, replaced as a
 * whole. Safe for several threads.
 */
final class MemoryFile {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DIGEST_LENGTH = 64;

  private final Path file;
  // Written under "this"; read without it, as writing to a worn card may take seconds.
  private volatile SteeringMemory memory;

  private MemoryFile(Path file, SteeringMemory memory) {
    this.file = file;
    this.memory = memory;
  }

  /**
   * Reads what is there. A damaged file is put aside: the device then runs as configured, and takes
   * any revision and version once more.
   */
  static MemoryFile read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new MemoryFile(file, SteeringMemory.EMPTY);
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      return new MemoryFile(file, parse(bytes));
    } catch (IOException | IllegalArgumentException e) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.atError()
          .addKeyValue("file", aside)
          .addKeyValue("reason", e.getMessage())
          .log("what the cloud wanted is damaged, put aside; the agent runs as configured");
      return new MemoryFile(file, SteeringMemory.EMPTY);
    }
  }

  /** Remembers nothing, and forgets with the process. */
  static MemoryFile none() {
    return new MemoryFile(null, SteeringMemory.EMPTY);
  }

  SteeringMemory get() {
    return memory;
  }

  /** Changes it in memory alone; the next {@link #update} writes it. */
  synchronized void set(SteeringMemory next) {
    memory = next;
  }

  /**
   * Changes it. On return the change survives a power cut; where it can't be written it holds until
   * the process ends.
   */
  synchronized void update(UnaryOperator<SteeringMemory> change) throws IOException {
    memory = change.apply(memory);
    byte[] json = JSON.writeValueAsBytes(memory);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    // No channel: an interrupt would close it half-way.
    try (FileOutputStream out = new FileOutputStream(next.toFile())) {
      out.write(Digests.sha256(json).getBytes(StandardCharsets.US_ASCII));
      out.write(' ');
      out.write(json);
      out.write('\n');
      out.getFD().sync();
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(file.getParent());
  }

  /** Makes names survive a power cut, which live in their folder. */
  static void syncFolder(Path folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static SteeringMemory parse(byte[] bytes) throws IOException {
    int start = DIGEST_LENGTH + 1;
    if (bytes.length <= start) {
      throw new IOException("it ends early");
    }
    byte[] json = Arrays.copyOfRange(bytes, start, bytes.length - 1);
    String digest = new String(bytes, 0, DIGEST_LENGTH, StandardCharsets.US_ASCII);
    if (!Digests.sha256(json).equals(digest)) {
      throw new IOException("its checksum is wrong");
    }
    try {
      return JSON.readValue(json, SteeringMemory.class);
    } catch (JacksonException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }
}
