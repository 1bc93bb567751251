package org.cbnet.trainer.bundle;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.Checkpoint;
import org.cbnet.trainer.training.Checkpoints;
import org.cbnet.trainer.training.EpochReport;

/**
 * The latest checkpoint of one training in one file, replaced by a rename, so that a kill at any
 * moment leaves the one before. A file of another training, or one that can't be read, counts as
 * none: then the training starts anew, which costs time and nothing else.
 */
public final class CheckpointFile implements Checkpoints {
  private static final int MAGIC = 0x43424e31;

  private final Path file;
  private final String training;

  /**
   * @param file replaced at every epoch
   * @param training everything that the result depends on; a checkpoint of another is not taken
   */
  public CheckpointFile(Path file, String training) {
    this.file = file;
    this.training = training;
  }

  @Override
  public Optional<Checkpoint> latest(String settings) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC || !in.readUTF().equals(digest(settings))) {
        return Optional.empty();
      }
      List<EpochReport> reports = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        reports.add(
            new EpochReport(in.readInt(), in.readDouble(), in.readDouble(), in.readDouble()));
      }
      return Optional.of(
          new Checkpoint(reports, readWeights(in), readWeights(in), readWeights(in)));
    } catch (IOException | IllegalArgumentException e) {
      // Not there, cut off or damaged: all the same.
      return Optional.empty();
    }
  }

  @Override
  public void save(String settings, Checkpoint checkpoint) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path next = file.resolveSibling(file.getFileName() + ".next");
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(next)))) {
        write(settings, checkpoint, out);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes it: the training is done. */
  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private void write(String settings, Checkpoint checkpoint, DataOutputStream out)
      throws IOException {
    out.writeInt(MAGIC);
    out.writeUTF(digest(settings));
    out.writeInt(checkpoint.reports().size());
    for (EpochReport report : checkpoint.reports()) {
      out.writeInt(report.epoch());
      out.writeDouble(report.loss());
      out.writeDouble(report.trainingAccuracy());
      out.writeDouble(report.validationAccuracy());
    }
    writeWeights(checkpoint.weights(), out);
    writeWeights(checkpoint.moments(), out);
    writeWeights(checkpoint.best(), out);
  }

  private static void writeWeights(Weights weights, DataOutputStream out) throws IOException {
    List<String> names = weights.names();
    out.writeInt(names.size());
    for (String name : names) {
      float[] values = weights.get(name);
      out.writeUTF(name);
      out.writeInt(values.length);
      for (float value : values) {
        out.writeFloat(value);
      }
    }
  }

  private Weights readWeights(DataInputStream in) throws IOException {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      int length = in.readInt();
      if (length < 0 || length > Files.size(file) / Float.BYTES) {
        throw new IllegalArgumentException("damaged: " + file);
      }
      float[] array = new float[length];
      for (int i = 0; i < array.length; i++) {
        array[i] = in.readFloat();
      }
      values.put(name, array);
    }
    return Weights.of(values);
  }

  private String digest(String settings) {
    byte[] all = (training + "\n" + settings).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Sha256.of(all));
  }
}
