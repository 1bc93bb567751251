package org.cbnet.experiments.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.experiments.definition.ImageChoice.Corrupted;
import org.cbnet.experiments.definition.ImageChoice.Corruption;
import org.cbnet.experiments.definition.ImageChoice.Labeller;
import org.cbnet.experiments.definition.ImageChoice.Stratum;
import org.cbnet.experiments.stack.OfflineCount;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome.Classified;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetsTest {
  private static final Path BUNDLES = OfflineCount.MODELS.resolve("fashion-mnist");

  private static LabelledImages sample;
  private static ImageSets sets;

  @TempDir private Path folder;

  @BeforeAll
  static void load() throws IOException {
    sample = DataSets.sample();
    sets = new ImageSets(sample, BUNDLES, 1);
  }

  @Test
  void strataHaveAsManyImagesOfEachClass() throws IOException {
    for (Labeller labeller : Labeller.values()) {
      for (boolean isHard : new boolean[] {true, false}) {
        LabelledImages stratum = sets.of(new Stratum(labeller, isHard, 5));
        // The second class, trousers, is hard for nobody in so few images.
        int[] byClass = Arrays.stream(countsByClass(stratum)).filter(count -> count > 0).toArray();
        assertThat(byClass).as("%s %s", labeller, isHard).containsOnly(byClass[0]);
        assertThat(byClass).hasSizeGreaterThanOrEqualTo(9);
        assertThat(byClass[0]).isBetween(1, 5);
      }
    }
  }

  @Test
  void branchynetExitsEarlyOnEasyImagesAlone() throws IOException {
    try (InferenceStrategy branchynet =
        Strategies.open(
            StrategyName.EARLY_EXIT,
            ModelBundle.load(BUNDLES.resolve("branchynet")),
            OptionalDouble.empty())) {
      assertThat(exits(branchynet, sets.of(new Stratum(Labeller.ENTROPY, true, 5))))
          .containsOnly("final");
      assertThat(exits(branchynet, sets.of(new Stratum(Labeller.ENTROPY, false, 5))))
          .containsOnly("exit1");
    }
  }

  @Test
  void bothLabellersFindAsManyHard() throws IOException {
    HardImages hard = new HardImages(BUNDLES, sample);

    int byEntropy = hard.by(Labeller.ENTROPY).cardinality();

    assertThat(byEntropy).isBetween(100, 500);
    assertThat(hard.by(Labeller.CONFIDENCE).cardinality()).isCloseTo(byEntropy, within(5));
    assertThat(hard.by(Labeller.CONFIDENCE)).isNotEqualTo(hard.by(Labeller.ENTROPY));
  }

  @Test
  void aPartHasTheSharesOfTheWhole() throws IOException {
    LabelledImages part = sets.of(new ImageChoice.Part(10));

    assertThat(part.size()).isCloseTo(100, within(5));
    int[] whole = countsByClass(sample);
    int[] ofPart = countsByClass(part);
    for (int i = 0; i < whole.length; i++) {
      assertThat(ofPart[i]).isCloseTo(whole[i] / 10, within(1));
    }
    assertThat(sets.of(new ImageChoice.Part(100)).pixels()).isEqualTo(sample.pixels());
  }

  @Test
  void theMoreSevereTheFurtherFromTheImage() throws IOException {
    for (Corruption kind : Corruption.values()) {
      double before = 0;
      for (int severity = 1; severity <= Corrupted.MOST_SEVERE; severity++) {
        LabelledImages corrupted = sets.of(new Corrupted(kind, severity));
        double distance = distance(corrupted);
        assertThat(distance).as("%s %d", kind, severity).isGreaterThan(before);
        assertThat(corrupted.labels()).isEqualTo(sample.labels());
        before = distance;
      }
    }
  }

  @Test
  void noiseHasTheDeviationThatItSays() {
    byte[] grey = new byte[100_000];
    Arrays.fill(grey, (byte) 128);

    byte[] noisy = Corruptions.of(grey, 1000, 100, new Corrupted(Corruption.NOISE, 1), 7);

    double sum = 0;
    for (byte pixel : noisy) {
      sum += Math.pow(Byte.toUnsignedInt(pixel) - 128, 2);
    }
    assertThat(Math.sqrt(sum / noisy.length) / 255).isCloseTo(0.08, within(0.001));
  }

  @Test
  void blurAndContrastKeepTheLightAndAnImageTurnedBackIsAlmostItself() {
    byte[] square = new byte[28 * 28];
    for (int y = 10; y < 18; y++) {
      Arrays.fill(square, y * 28 + 10, y * 28 + 18, (byte) 200);
    }

    assertThat(light(Corruptions.of(square, 28, 28, new Corrupted(Corruption.BLUR, 5), 1)))
        .isCloseTo(light(square), within(60.0));
    assertThat(light(Corruptions.of(square, 28, 28, new Corrupted(Corruption.CONTRAST, 3), 1)))
        .isCloseTo(light(square), within(400.0));
    // A square about the middle that is turned keeps its middle and its light.
    byte[] turned = Corruptions.of(square, 28, 28, new Corrupted(Corruption.ROTATION, 5), 1);
    assertThat(Byte.toUnsignedInt(turned[14 * 28 + 14])).isEqualTo(200);
    assertThat(light(turned)).isCloseTo(light(square), within(0.02 * light(square)));
    assertThat(turned).isNotEqualTo(square);
  }

  @Test
  void aSeedMakesTheSameImages() throws IOException {
    Corrupted how = new Corrupted(Corruption.NOISE, 2);

    assertThat(new ImageSets(sample, BUNDLES, 1).of(how).pixels()).isEqualTo(sets.of(how).pixels());
    assertThat(new ImageSets(sample, BUNDLES, 2).of(how).pixels())
        .isNotEqualTo(sets.of(how).pixels());
  }

  @Test
  void anAgentReadsWhatIsWritten() throws IOException {
    LabelledImages part = sets.of(new ImageChoice.Part(10));

    List<Integer> starts = ImageFolder.write(folder, List.of(part, sample));

    assertThat(starts).containsExactly(0, part.size());
    LabelledImages read =
        new DataSets(
                DataSetLocator.of(
                    Map.of(DataSetLocator.DATA_DIR_VARIABLE, folder.toString()),
                    folder.resolve("nobody")))
            .test(KnownDataSet.FASHION_MNIST);
    assertThat(read.size()).isEqualTo(part.size() + sample.size());
    assertThat(read.frame(part.size() + 7).pixels()).isEqualTo(sample.frame(7).pixels());
    assertThat(read.label(part.size() + 7)).isEqualTo(sample.label(7));
  }

  private static List<String> exits(InferenceStrategy branchynet, LabelledImages images) {
    return java.util.stream.IntStream.range(0, images.size())
        .mapToObj(i -> ((Classified) branchynet.infer(images.frame(i))).exit())
        .distinct()
        .toList();
  }

  private static int[] countsByClass(LabelledImages images) {
    int[] counts = new int[10];
    for (int i = 0; i < images.size(); i++) {
      counts[images.label(i)]++;
    }
    return counts;
  }

  private static double distance(LabelledImages corrupted) {
    double sum = 0;
    for (int i = 0; i < sample.pixels().length; i++) {
      sum +=
          Math.pow(
              Byte.toUnsignedInt(sample.pixels()[i]) - Byte.toUnsignedInt(corrupted.pixels()[i]),
              2);
    }
    return sum;
  }

  private static double light(byte[] image) {
    double sum = 0;
    for (byte pixel : image) {
      sum += Byte.toUnsignedInt(pixel);
    }
    return sum;
  }
}
