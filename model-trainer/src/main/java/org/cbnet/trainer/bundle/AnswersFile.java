package org.cbnet.trainer.bundle;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Logits that many trainings need, kept in a file: a teacher takes longer to answer all images than
 * a small network to learn for ten epochs. A file of other images or of another network, or one
 * that can't be read, counts as none.
 */
final class AnswersFile {
  private static final int MAGIC = 0x43424e41;

  private final Path file;
  private final String identity;

  /**
   * @param file replaced by a rename
   * @param identity of everything that the answers depend on, at most 65,535 bytes of UTF-8
   */
  AnswersFile(Path file, String identity) {
    this.file = file;
    this.identity = identity;
  }

  /**
   * Reads them.
   *
   * @param rows expected
   */
  Optional<float[][]> read(int rows) {
    CRC32 sum = new CRC32();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), sum))) {
      if (in.readInt() != MAGIC || !in.readUTF().equals(identity) || in.readInt() != rows) {
        return Optional.empty();
      }
      float[][] answers = new float[rows][in.readUnsignedByte()];
      for (float[] row : answers) {
        for (int i = 0; i < row.length; i++) {
          row[i] = in.readFloat();
        }
      }
      long expected = sum.getValue();
      return in.readLong() == expected ? Optional.of(answers) : Optional.empty();
    } catch (IOException e) {
      // Not there, cut off or damaged: all the same.
      return Optional.empty();
    }
  }

  /**
   * Writes them.
   *
   * @param answers rows of the same length, 255 at most
   */
  void write(float[][] answers) throws IOException {
    // Of its own name, as two trainings may come to need the same.
    Path next = Files.createTempFile(file.toAbsolutePath().getParent(), ".", ".answers");
    CRC32 sum = new CRC32();
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new CheckedOutputStream(Files.newOutputStream(next), sum)))) {
      out.writeInt(MAGIC);
      out.writeUTF(identity);
      out.writeInt(answers.length);
      out.writeByte(answers[0].length);
      for (float[] row : answers) {
        for (float value : row) {
          out.writeFloat(value);
        }
      }
      out.flush();
      out.writeLong(sum.getValue());
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
