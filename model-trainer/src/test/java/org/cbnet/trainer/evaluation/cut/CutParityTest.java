package org.cbnet.trainer.evaluation.cut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.GreyImage;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Partition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real networks at every cut, on real images, as agents open graphs. */
class CutParityTest {
  private static final Path MODELS = Path.of("..", "models");

  @ParameterizedTest
  @CsvSource({
    "fashion-mnist/lenet, 5, 250",
    "fashion-mnist/lenet/master, 6, 250",
    "fashion-mnist/resnet, 12, 250",
    "fashion-mnist/resnet/master, 11, 250",
    "fashion-mnist/heavy, 27, 5",
    "fashion-mnist/cbnet, 8, 100",
    "mnist/resnet, 12, 100",
    "kmnist/lenet, 5, 100"
  })
  void everyCutAnswersAsTheWhole(String name, int cuts, int images) throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve(name));
    Partition partition = Partition.of(bundle);
    CutParity parity = CutParity.of(bundle, partition, frames(bundle.manifest(), images));

    assertThat(partition.cuts()).hasSize(cuts);
    for (Cut cut : partition.cuts()) {
      ParityFigures figures = parity.measure(cut);
      assertThat(figures.frames()).isEqualTo(images);
      assertThat(figures.holds()).as("%s %s: %s", name, cut.id(), figures).isTrue();
    }
  }

  @Test
  void halvesOfAnotherNetworkAreFoundOut() throws IOException {
    ModelBundle own = ModelBundle.load(MODELS.resolve("fashion-mnist/lenet"));
    ModelBundle other = ModelBundle.load(MODELS.resolve("mnist/lenet"));
    Partition partition = Partition.of(other);
    CutParity parity = CutParity.of(own, partition, frames(own.manifest(), 20));

    for (Cut cut : partition.cuts()) {
      ParityFigures figures = parity.measure(cut);
      assertThat(figures.valuesOff()).as(cut.id()).isGreaterThan(100);
      assertThat(figures.labelsDiffer()).as(cut.id()).isPositive();
      assertThat(figures.holds()).as(cut.id()).isFalse();
    }
  }

  private static List<Frame> frames(BundleManifest manifest, int count) throws IOException {
    LabelledImages sample = DataSets.sample();
    return IntStream.range(0, count)
        .mapToObj(sample::frame)
        .map(frame -> resized(frame, manifest.height(), manifest.width()))
        .toList();
  }

  private static Frame resized(Frame frame, int height, int width) {
    byte[] pixels =
        new GreyImage(frame.height(), frame.width(), frame.pixels()).resized(height, width);
    return new Frame(frame.id(), pixels, height, width, frame.trueLabel());
  }
}
