package org.cbnet.inference.bundle.signing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.cbnet.inference.Frame;

/**
 * Frames with the labels that a bundle must give them, for a trial run on the device.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param height rows of every frame
 * @param width columns of every frame
 * @param frames at least {@link #LEAST}
 */
public record KnownAnswers(int formatVersion, int height, int width, List<KnownAnswer> frames) {
  /** Name of the file inside a bundle's folder. */
  public static final String FILE = "trial.json";

  /** The only format that this version reads and writes. */
  public static final int FORMAT_VERSION = 1;

  /** Fewer would let too many wrong networks pass. */
  public static final int LEAST = 10;

  /** More would only cost the device time. */
  public static final int MOST = 1_000;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  /**
   * One frame and its answer.
   *
   * @param id of the frame in its data set
   * @param label class index that the bundle answers
   * @param pixels row by row, one unsigned byte each
   */
  @SuppressWarnings("ArrayRecordComponent") // read once and handed on
  public record KnownAnswer(String id, int label, byte[] pixels) {
    public KnownAnswer {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(pixels, "pixels is null");
      if (label < 0) {
        throw new IllegalArgumentException("label of %s must be >= 0: %d".formatted(id, label));
      }
    }
  }

  public KnownAnswers {
    if (formatVersion != FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "formatVersion must be %d: %d".formatted(FORMAT_VERSION, formatVersion));
    }
    frames = List.copyOf(Objects.requireNonNull(frames, "frames is null"));
    if (frames.size() < LEAST || frames.size() > MOST) {
      throw new IllegalArgumentException(
          "frames must be %d to %d: %d".formatted(LEAST, MOST, frames.size()));
    }
    for (KnownAnswer known : frames) {
      if (known.pixels().length != height * width) {
        throw new IllegalArgumentException(
            "%s must have %d x %d pixels: %d"
                .formatted(known.id(), height, width, known.pixels().length));
      }
    }
  }

  /** The frame of an answer; its true label is what the bundle must say. */
  public Frame frame(KnownAnswer known) {
    return new Frame(known.id(), known.pixels(), height, width, known.label());
  }

  /**
   * Reads them from a bundle's folder.
   *
   * @throws ReleaseException where there are none, or they can't be used
   */
  public static KnownAnswers read(Path folder) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(folder.resolve(FILE)), KnownAnswers.class);
    } catch (NoSuchFileException e) {
      throw new ReleaseException("%s has no file %s".formatted(folder, FILE), e);
    } catch (JacksonException e) {
      throw new ReleaseException("%s can't be used: %s".formatted(FILE, e.getOriginalMessage()), e);
    }
  }

  /** Writes them into a bundle's folder. */
  public void write(Path folder) throws IOException {
    Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
  }
}
