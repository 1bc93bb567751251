package org.cbnet.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import org.cbnet.edge.capture.DataSetPlan;
import org.cbnet.edge.capture.DataSetSource;
import org.cbnet.edge.capture.ExitJudge;
import org.cbnet.edge.capture.FrameDecoder;
import org.cbnet.edge.capture.FrameIds;
import org.cbnet.edge.capture.FrameSource;
import org.cbnet.edge.capture.LastingSource;
import org.cbnet.edge.capture.directory.DirectoryOptions;
import org.cbnet.edge.capture.directory.DirectorySource;
import org.cbnet.edge.capture.http.HttpSource;
import org.cbnet.edge.capture.stream.StreamOptions;
import org.cbnet.edge.capture.stream.StreamSource;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.SourceConfig;
import org.cbnet.edge.config.SourceKind;
import org.cbnet.edge.config.StreamConfig;
import org.cbnet.edge.turns.SteadyLoad;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/** Opens what {@code source.*} names, for frames of the size that the bundle takes. */
final class Sources {
  private static final String FIRST_EXIT = "exit1";
  private static final Duration LAST_RECEIPTS = Duration.ofSeconds(3);

  private final SourceConfig config;
  private final Path stateDirectory;
  private final BundleManifest bundle;
  private final LabelledImages images;
  private final EdgeClock clock;

  private Sources(
      AgentConfig config, BundleManifest bundle, LabelledImages images, EdgeClock clock) {
    this.config = config.source();
    this.stateDirectory = config.stateDirectory();
    this.bundle = bundle;
    this.images = images;
    this.clock = clock;
  }

  /**
   * Loads the data set where frames come from one; nothing is opened yet.
   *
   * @throws IOException where the data set can't be read
   */
  static Sources of(AgentConfig config, BundleManifest bundle, EdgeClock clock) throws IOException {
    return new Sources(config, bundle, SourceImages.load(config.source(), bundle), clock);
  }

  /** The data set's images, or others of the size that the bundle takes, to warm up with. */
  LabelledImages images() {
    return images;
  }

  /** Where frames come from, for people. */
  String origin() {
    return switch (config.kind()) {
      case DATA_SET -> images.origin();
      case DIRECTORY -> "directory " + config.directory().path().orElseThrow();
      case STREAM -> config.stream().path().map(path -> "stream " + path).orElse("standard input");
      case HTTP -> "http://127.0.0.1:%d/frames".formatted(config.http().port());
    };
  }

  /**
   * Opens the configured source.
   *
   * @param framesPerSecond of a data set; 0 for as fast as possible
   * @throws UsageException where it can't be had
   */
  FrameSource open(double framesPerSecond) {
    try {
      return switch (config.kind()) {
        case DATA_SET -> new DataSetSource(images, plan(), framesPerSecond, clock);
        case DIRECTORY -> directory();
        case STREAM -> stream();
        case HTTP ->
            new HttpSource(
                config.http().port(),
                config.http().waiting(),
                bundle.classes().size(),
                config.maxImageBytes(),
                decoder(),
                ids("post"));
      };
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /**
   * Images of the data set in file order, for a turn.
   *
   * @throws IllegalArgumentException where there are no such images
   */
  FrameSource turn(int firstFrame, int frames) {
    requireDataSet();
    return new DataSetSource(
        images, DataSetPlan.inFileOrder(firstFrame, frames), config.framesPerSecond(), clock);
  }

  /**
   * Images of the data set in file order, again and again, at a rate and for a time of their own.
   *
   * @throws IllegalArgumentException where there is no such image
   */
  FrameSource block(int firstFrame, SteadyLoad load) {
    requireDataSet();
    Optional<FrameSource> frames =
        load.framesPerSecond() == 0
            ? Optional.empty()
            : Optional.of(
                new DataSetSource(
                    images, DataSetPlan.forEver(firstFrame), load.framesPerSecond(), clock));
    return new LastingSource(frames, load.lasts(), clock);
  }

  private void requireDataSet() {
    if (config.kind() != SourceKind.DATA_SET) {
      throw new IllegalArgumentException("turns need source.kind data-set: " + config.kind());
    }
  }

  private DataSetPlan plan() throws IOException {
    Optional<DataSetPlan.Strata> strata = Optional.empty();
    if (config.hardShare().isPresent()) {
      strata = Optional.of(new DataSetPlan.Strata(config.hardShare().get(), hardImages()));
    }
    return new DataSetPlan(
        config.firstFrame(),
        config.frames(),
        config.order(),
        config.seed(),
        config.repeat(),
        strata);
  }

  private BitSet hardImages() throws IOException {
    try (InferenceStrategy judge =
        Strategies.open(
            StrategyName.EARLY_EXIT,
            ModelBundle.load(config.hardJudge()),
            OptionalDouble.empty())) {
      return new ExitJudge(judge, FIRST_EXIT).hard(images, config.firstFrame());
    }
  }

  private FrameSource directory() throws IOException {
    return new DirectorySource(
        new DirectoryOptions(
            config.directory().path().orElseThrow(),
            config.directory().after(),
            config.directory().order(),
            config.directory().settle(),
            config.maxImageBytes(),
            stateDirectory.resolve("seen-files"),
            LAST_RECEIPTS),
        decoder(),
        clock);
  }

  private FrameSource stream() {
    StreamConfig stream = config.stream();
    stream
        .path()
        .filter(path -> !Files.exists(path))
        .ifPresent(
            path -> {
              throw new IllegalArgumentException(
                  "source.stream.path %s is not there: make it with mkfifo".formatted(path));
            });
    return new StreamSource(
        new StreamOptions(
            stream.path(), stream.format(), stream.width(), stream.height(), stream.whenBehind()),
        decoder(),
        config.maxImageBytes(),
        ids("stream"));
  }

  private FrameDecoder decoder() {
    return new FrameDecoder(bundle.height(), bundle.width(), config.maxPixels());
  }

  private static FrameIds ids(String source) {
    return new FrameIds(source, ThreadLocalRandom.current().nextInt());
  }
}
