package org.cbnet.trainer.split;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.cbnet.inference.dataset.KnownDataSet;

/**
 * The splits that belong to the source: one text file of validation indices a data set, so that a
 * change of the split is a change that everyone sees.
 */
public final class CommittedSplits {
  /** Seed that the committed indices were drawn with. */
  static final long SEED = 20_260_101;

  // Training images of each of the data sets as published.
  private static final int WHOLE = 60_000;

  private CommittedSplits() {}

  /**
   * The split of a data set.
   *
   * @param images number of its training images
   * @throws IllegalArgumentException where none is committed
   */
  public static TrainingSplit of(KnownDataSet set, int images) {
    String text = new String(read(set, images), StandardCharsets.US_ASCII);
    int[] validation =
        new BufferedReader(new StringReader(text))
            .lines()
            .filter(line -> !line.startsWith("#"))
            .mapToInt(Integer::parseInt)
            .toArray();
    return TrainingSplit.holdingBack(validation, images);
  }

  /** SHA-256 of the file with the indices, for a bundle's provenance. */
  public static String sha256(KnownDataSet set, int images) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(read(set, images)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] read(KnownDataSet set, int images) {
    String name = images == WHOLE ? set.id() + ".txt" : set.id() + "-" + images + ".txt";
    try (InputStream in = CommittedSplits.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "no split of %d images of data set %s is committed".formatted(images, set.id()));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
