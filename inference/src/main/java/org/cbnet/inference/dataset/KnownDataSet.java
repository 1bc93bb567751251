package org.cbnet.inference.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The image sets that the product knows by name, with their classes and official files. */
public enum KnownDataSet {
  MNIST(
      "mnist",
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
      "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
      "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
  FASHION_MNIST(
      "fashion-mnist",
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot"),
      "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
      "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
      "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
      "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
  KMNIST(
      "kmnist",
      "http://codh.rois.ac.jp/kmnist/dataset/kmnist/",
      List.of("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"),
      // Only the packed file's sum is published for these.
      KnownDataSet.PACKED + "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4",
      "2a16eeae62da984b8bd24fa32e31d47291f01dac3fe84d5594f304f71e7d374b",
      "76fbd229ce87db80dd281af5e6670de4ad0e42fb30a7bd643972994c47c1f42e",
      "a11dc742be8e781a40a92f53d6a4957e7b7d36df2faa097659131ebfd8fd60c6");

  /** Starts a checksum that is over the packed file instead of the unpacked data. */
  static final String PACKED = "packed:";

  private final String id;
  private final String downloadBase;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> classes;

  private final String trainImagesSha256;
  private final String trainLabelsSha256;
  private final String testImagesSha256;
  private final String testLabelsSha256;

  KnownDataSet(
      String id,
      String downloadBase,
      List<String> classes,
      String trainImagesSha256,
      String trainLabelsSha256,
      String testImagesSha256,
      String testLabelsSha256) {
    this.id = id;
    this.downloadBase = downloadBase;
    this.classes = classes;
    this.trainImagesSha256 = trainImagesSha256;
    this.trainLabelsSha256 = trainLabelsSha256;
    this.testImagesSha256 = testImagesSha256;
    this.testLabelsSha256 = testLabelsSha256;
  }

  /** The name used in folders, bundles, options and on the wire. */
  public String id() {
    return id;
  }

  /** Class names by index. */
  public List<String> classes() {
    return classes;
  }

  /** Where the official files are, ending in a slash. */
  String downloadBase() {
    return downloadBase;
  }

  /**
   * SHA-256 in hex of the unpacked IDX data, or of the packed file where it starts {@link #PACKED}.
   */
  String sha256(DataSetFile file) {
    return switch (file) {
      case TRAIN_IMAGES -> trainImagesSha256;
      case TRAIN_LABELS -> trainLabelsSha256;
      case TEST_IMAGES -> testImagesSha256;
      case TEST_LABELS -> testLabelsSha256;
    };
  }

  /** Finds a data set by its {@link #id()}. */
  public static KnownDataSet of(String id) {
    return Arrays.stream(values())
        .filter(set -> set.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown data set '%s': choose one of %s".formatted(id, ids())));
  }

  private static String ids() {
    return Arrays.stream(values()).map(KnownDataSet::id).collect(Collectors.joining(", "));
  }
}
