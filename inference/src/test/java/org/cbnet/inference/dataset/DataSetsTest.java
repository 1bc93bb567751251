package org.cbnet.inference.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
  @TempDir Path folder;

  @Test
  void looksIntoTheVariablesFolderThenTheCacheThenDebians() {
    DataSetLocator locator =
        DataSetLocator.of(Map.of("CBNET_DATA_DIR", "/data"), Path.of("/home/ann"));

    assertThat(locator.roots())
        .containsExactly(
            Path.of("/data"),
            Path.of("/home/ann/.cache/cbnet/datasets"),
            Path.of("/usr/share/datasets"));
  }

  @Test
  void followsTheUsersCacheVariableAndIgnoresBlanks() {
    DataSetLocator locator =
        DataSetLocator.of(
            Map.of("CBNET_DATA_DIR", " ", "XDG_CACHE_HOME", "/var/cache/ann"),
            Path.of("/home/ann"));

    assertThat(locator.cache()).isEqualTo(Path.of("/var/cache/ann/cbnet/datasets"));
    assertThat(locator.roots()).first().isEqualTo(locator.cache());
  }

  @Test
  void takesTheFirstFolderThatHasBothFiles() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    DataSetLocator locator = new DataSetLocator(List.of(first, second), folder);
    touch(first.resolve("mnist"), "t10k-images-idx3-ubyte.gz");
    assertThat(locator.findTest(KnownDataSet.MNIST)).isEmpty();

    touch(second.resolve("mnist"), "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
    assertThat(locator.findTest(KnownDataSet.MNIST)).contains(second.resolve("mnist"));

    touch(first.resolve("mnist"), "t10k-labels-idx1-ubyte.gz");
    assertThat(locator.findTest(KnownDataSet.MNIST)).contains(first.resolve("mnist"));
    assertThat(locator.findTrain(KnownDataSet.MNIST)).isEmpty();
  }

  @Test
  void whatIsNowhereIsNamedWithPlacesAndRemedy() {
    DataSets sets = new DataSets(new DataSetLocator(List.of(folder), folder));

    assertThatThrownBy(() -> sets.train(KnownDataSet.KMNIST))
        .isInstanceOf(DataSetNotFoundException.class)
        .hasMessageContainingAll("training images of kmnist", folder.toString())
        .hasMessageContainingAll("./cbnet data kmnist", "CBNET_DATA_DIR");
    assertThatThrownBy(() -> sets.testOrSample(KnownDataSet.MNIST))
        .isInstanceOf(DataSetNotFoundException.class);
  }

  @Test
  void sampleIsAThousandLabelledImages() throws IOException {
    LabelledImages sample =
        new DataSets(new DataSetLocator(List.of(folder), folder))
            .testOrSample(KnownDataSet.FASHION_MNIST);

    assertThat(sample.size()).isEqualTo(1_000);
    assertThat(sample.origin()).contains("sample of 1,000");
    Frame frame = sample.frame(0);
    assertThat(frame.id()).isEqualTo("t10k-00000");
    assertThat(frame.trueLabel()).isEqualTo(9);
    assertThat(frame.pixels()).hasSize(784);
  }

  @Test
  void unknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> KnownDataSet.of("cifar"))
        .hasMessage("unknown data set 'cifar': choose one of mnist, fashion-mnist, kmnist");
  }

  private static void touch(Path folder, String... names) throws IOException {
    Files.createDirectories(folder);
    for (String name : names) {
      Files.write(folder.resolve(name), new byte[0]);
    }
  }
}
