package org.cbnet.trainer.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The trials of a grid search, a line each in a CSV file; a search that was stopped goes on. */
public final class GridLog {
  private static final String HEADER =
      "stage,autoencoder,epochs,share_of_images,validation_accuracy";

  private final Path file;
  private final List<Line> lines = new ArrayList<>();

  /**
   * One trial.
   *
   * @param stage from 1
   * @param autoencoder {@link org.cbnet.trainer.network.DenseAutoencoder#id}
   * @param epochs trained
   * @param shareOfImages of the training part
   * @param validationAccuracy after them
   */
  public record Line(
      int stage, String autoencoder, int epochs, double shareOfImages, double validationAccuracy) {}

  /** Opens a log, or starts one. */
  public GridLog(Path file) throws IOException {
    this.file = file;
    if (!Files.exists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, HEADER + "\n");
    }
    for (String text : Files.readAllLines(file)) {
      if (!text.equals(HEADER)) {
        lines.add(parse(text));
      }
    }
  }

  /** The trial of a candidate, if it was made just so. */
  Optional<Line> find(int stage, String autoencoder, int epochs, double shareOfImages) {
    return lines.stream()
        .filter(line -> line.stage() == stage && line.autoencoder().equals(autoencoder))
        .filter(line -> line.epochs() == epochs && line.shareOfImages() == shareOfImages)
        .findFirst();
  }

  void append(Line line) throws IOException {
    Files.writeString(
        file,
        String.format(
            Locale.ROOT,
            "%d,%s,%d,%s,%s%n",
            line.stage(),
            line.autoencoder(),
            line.epochs(),
            line.shareOfImages(),
            line.validationAccuracy()),
        StandardOpenOption.APPEND);
    lines.add(line);
  }

  private Line parse(String text) throws IOException {
    String[] fields = text.split(",", -1);
    try {
      return new Line(
          Integer.parseInt(fields[0]),
          fields[1],
          Integer.parseInt(fields[2]),
          Double.parseDouble(fields[3]),
          Double.parseDouble(fields[4]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(
          "%s: can't read line '%s'; delete it and go on".formatted(file, text), e);
    }
  }
}
