package org.cbnet.edge.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.edge.capture.DataSetOrder;
import org.cbnet.inference.dataset.KnownDataSet;

/**
 * Where frames come from.
 *
 * @param kind which of the sources
 * @param dataSet which data set
 * @param firstFrame index of the data set's first image
 * @param frames how many of the data set's images; 0 for all that follow
 * @param framesPerSecond at which the data set's images come; 0 for as fast as possible
 * @param order of the data set's images
 * @param seed of a shuffled order
 * @param repeat how often the data set's images come; 0 for ever
 * @param hardShare share of hard images; empty where they come as they are
 * @param hardJudge bundle of a network with exits that tells hard images from easy ones
 * @param maxImageBytes of an encoded image
 * @param maxPixels of an image before it is scaled down
 */
public record SourceConfig(
    SourceKind kind,
    KnownDataSet dataSet,
    int firstFrame,
    int frames,
    double framesPerSecond,
    DataSetOrder order,
    int seed,
    int repeat,
    Optional<Double> hardShare,
    Path hardJudge,
    int maxImageBytes,
    int maxPixels,
    DirectoryConfig directory,
    StreamConfig stream,
    HttpConfig http) {
  static final Setting<SourceKind> KIND = Setting.oneOf("source.kind", SourceKind.class);
  static final Setting<KnownDataSet> DATA_SET =
      Setting.choice("source.data-set", "mnist, fashion-mnist or kmnist", KnownDataSet::of);
  static final Setting<Integer> FIRST_FRAME =
      Setting.whole("source.first-frame", 0, Integer.MAX_VALUE);
  static final Setting<Integer> FRAMES = Setting.whole("source.frames", 0, Integer.MAX_VALUE);
  static final Setting<Double> FRAMES_PER_SECOND =
      Setting.number("source.frames-per-second", 0, 1_000_000);
  static final Setting<DataSetOrder> ORDER = Setting.oneOf("source.order", DataSetOrder.class);
  static final Setting<Integer> SEED = Setting.whole("source.seed", 0, Integer.MAX_VALUE);
  static final Setting<Integer> REPEAT = Setting.whole("source.repeat", 0, Integer.MAX_VALUE);
  static final Setting<Double> HARD_SHARE = Setting.number("source.hard-share", 0, 1);
  static final Setting<Path> HARD_JUDGE = Setting.choice("source.hard-judge", "a folder", Path::of);
  static final Setting<Integer> MAX_IMAGE_BYTES =
      Setting.whole("source.max-image-bytes", 1 << 10, 16 << 20);
  static final Setting<Integer> MAX_PIXELS = Setting.whole("source.max-pixels", 1, 16_000_000);

  public SourceConfig {
    Objects.requireNonNull(kind, "kind is null");
    Objects.requireNonNull(dataSet, "dataSet is null");
    FIRST_FRAME.check(firstFrame);
    FRAMES.check(frames);
    FRAMES_PER_SECOND.check(framesPerSecond);
    Objects.requireNonNull(order, "order is null");
    SEED.check(seed);
    REPEAT.check(repeat);
    HARD_SHARE.check(hardShare);
    Objects.requireNonNull(hardJudge, "hardJudge is null");
    MAX_IMAGE_BYTES.check(maxImageBytes);
    MAX_PIXELS.check(maxPixels);
    Objects.requireNonNull(directory, "directory is null");
    Objects.requireNonNull(stream, "stream is null");
    Objects.requireNonNull(http, "http is null");
    if (kind == SourceKind.DIRECTORY && directory.path().isEmpty()) {
      throw new ConfigException(
          "%s must be %s where source.kind is directory: it is not set"
              .formatted(DirectoryConfig.PATH.key(), DirectoryConfig.PATH.allowed()));
    }
    if ((long) stream.width() * stream.height() > maxPixels) {
      throw new ConfigException(
          "source.stream.width x source.stream.height must be at most %s, %d: %d x %d"
              .formatted(MAX_PIXELS.key(), maxPixels, stream.width(), stream.height()));
    }
  }

  /** Whether frames come over standard input. */
  public boolean readsStandardInput() {
    return kind == SourceKind.STREAM && stream.path().isEmpty();
  }

  static SourceConfig read(Values values) {
    KnownDataSet dataSet = values.get(DATA_SET, KnownDataSet.FASHION_MNIST.id());
    return new SourceConfig(
        values.get(KIND, "data-set"),
        dataSet,
        values.get(FIRST_FRAME, "0"),
        values.get(FRAMES, "0"),
        values.get(FRAMES_PER_SECOND, "0"),
        values.get(ORDER, "file"),
        values.get(SEED, "0"),
        values.get(REPEAT, "1"),
        values.find(HARD_SHARE),
        values.get(
            HARD_JUDGE,
            Machine.productHome()
                .resolve("models/%s/branchynet".formatted(dataSet.id()))
                .toString()),
        // A picture of a Pi's camera of 12 million pixels has about 5 MB.
        values.get(MAX_IMAGE_BYTES, "4194304"),
        values.get(MAX_PIXELS, "4000000"),
        DirectoryConfig.read(values),
        StreamConfig.read(values),
        HttpConfig.read(values));
  }
}
