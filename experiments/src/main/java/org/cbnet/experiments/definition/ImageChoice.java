package org.cbnet.experiments.definition;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Locale;
import java.util.Objects;
import org.cbnet.inference.dataset.KnownDataSet;

/** Which test images arms are shown, and what is done to them first. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "choice")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ImageChoice.All.class, name = "all"),
  @JsonSubTypes.Type(value = ImageChoice.Stratum.class, name = "stratum"),
  @JsonSubTypes.Type(value = ImageChoice.Corrupted.class, name = "corrupted"),
  @JsonSubTypes.Type(value = ImageChoice.Part.class, name = "part")
})
public sealed interface ImageChoice {
  /** All images as they are. */
  ImageChoice ALL = new All();

  /** Images of each class in a stratum at most, where nothing else is said. */
  int MOST_PER_CLASS = 100;

  /** What definitions, rows and reports call it. */
  String name();

  /** Names images of a data set, in parts and in the runs that records name. */
  static String setOf(KnownDataSet dataSet, ImageChoice choice) {
    return choice.equals(ALL) ? dataSet.id() : dataSet.id() + "-" + choice.name();
  }

  /**
   * The choice of a name.
   *
   * @param mostPerClass images of each class in a stratum
   * @throws IllegalArgumentException where there is no such choice
   */
  static ImageChoice named(String name, int mostPerClass) {
    return ImageChoiceName.parse(name, mostPerClass);
  }

  /** All images as they are. */
  record All() implements ImageChoice {
    @Override
    public String name() {
      return "all";
    }
  }

  /**
   * Images that a labeller finds hard, or easy: as many of each class.
   *
   * @param labeller who says so
   * @param isHard hard ones, else easy ones
   * @param mostPerClass of each class at most; fewer where one class has fewer, and a class that
   *     has none is left out
   */
  record Stratum(Labeller labeller, boolean isHard, int mostPerClass) implements ImageChoice {
    public Stratum {
      Objects.requireNonNull(labeller, "labeller is null");
      if (mostPerClass < 1) {
        throw new IllegalArgumentException("most-per-class must be at least 1: " + mostPerClass);
      }
    }

    @Override
    public String name() {
      return "%s-by-%s".formatted(isHard ? "hard" : "easy", labeller.id());
    }
  }

  /** Who tells hard images from easy ones. */
  enum Labeller {
    /** The paper's: exit 1 of BranchyNet does not answer at the bundle's threshold. */
    ENTROPY("entropy"),
    /**
     * A residual network that is none of the arms: it is least confident of as large a share of
     * images as the paper's labeller finds hard.
     */
    CONFIDENCE("confidence");

    private final String id;

    Labeller(String id) {
      this.id = id;
    }

    /** As a definition writes it. */
    public String id() {
      return id;
    }
  }

  /**
   * All images, corrupted.
   *
   * @param kind how
   * @param severity from 1 to 5
   */
  record Corrupted(Corruption kind, int severity) implements ImageChoice {
    /** The most severe. */
    public static final int MOST_SEVERE = 5;

    public Corrupted {
      Objects.requireNonNull(kind, "kind is null");
      if (severity < 1 || severity > MOST_SEVERE) {
        throw new IllegalArgumentException("severity must be from 1 to 5: " + severity);
      }
    }

    @Override
    public String name() {
      return kind.id() + "-" + severity;
    }
  }

  /** Ways in which an image is corrupted. */
  enum Corruption {
    /** Gaussian noise on each pixel. */
    NOISE,
    /** Gaussian blur. */
    BLUR,
    /** Turned about its middle, either way. */
    ROTATION,
    /** Nearer to its mean. */
    CONTRAST;

    /** As a definition writes it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A part of the images, as many of each class as the whole has of it.
   *
   * @param percent of all
   */
  record Part(int percent) implements ImageChoice {
    public Part {
      if (percent < 1 || percent > 100) {
        throw new IllegalArgumentException("percent must be from 1 to 100: " + percent);
      }
    }

    @Override
    public String name() {
      return percent + "-percent";
    }
  }
}
