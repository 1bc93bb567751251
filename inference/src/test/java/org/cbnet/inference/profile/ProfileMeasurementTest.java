package org.cbnet.inference.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cbnet.inference.TinyBundle;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.Layer;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.partition.TestGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real networks on the real clock; nothing is said of how long they take. */
class ProfileMeasurementTest {
  private static final Path MODELS = Path.of("..", "models");
  private static final Instant DATE = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir Path folder;

  private final List<String> phases = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"fashion-mnist/lenet", "fashion-mnist/resnet", "fashion-mnist/cbnet"})
  void everyCutAndEveryLayerHasItsTime(String name) throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve(name));
    Partition partition = Partition.of(bundle);

    LayerProfile profile = measurement().measure(bundle, partition);

    assertThat(profile.ids()).isEqualTo(partition.cuts().stream().map(Cut::id).toList());
    for (Cut cut : partition.cuts()) {
      CutTimes times = profile.cut(cut.id());
      assertThat(times.head() != null).as(cut.id()).isEqualTo(cut.hasHead());
      assertThat(times.tail() != null).as(cut.id()).isEqualTo(cut.hasTail());
      assertThat(times.headOrNone().medianNanos() + times.tailOrNone().medianNanos()).isPositive();
    }
    assertThat(profile.layers())
        .extracting(LayerTime::name)
        .isEqualTo(partition.layers().stream().map(Layer::name).toList());
    assertThat(profile.layers()).allMatch(layer -> layer.alone().medianNanos() > 0);
    assertThat(profile.bundleHash()).isEqualTo(bundle.hash());
    assertThat(profile.source()).isEqualTo(ProfileSource.MEASURED);
    assertThat(profile.rounds()).isEqualTo(3);
    assertThat(profile.measuredAt()).isEqualTo("2026-01-31T12:00:00Z");
    assertThat(phases).contains("warming up", "measuring");
    profile.checkFits(bundle, partition);
  }

  @Test
  void aFileHoldsAllOfAProfile() throws IOException {
    ModelBundle bundle = lenet("fashion-mnist");
    Partition partition = Partition.of(bundle);
    LayerProfile profile = measurement().measure(bundle, partition);
    Path file = folder.resolve(ProfileFile.name(profile));

    ProfileFile.write(file, profile);
    ProfileFile.write(file, profile);

    assertThat(ProfileFile.read(file)).isEqualTo(profile);
    assertThat(ProfileFile.read(file, bundle, partition)).isEqualTo(profile);
    assertThat(file.getFileName().toString())
        .isEqualTo("profile-%s-made-up-4-amd64.json".formatted(bundle.hash().substring(0, 12)));
    assertThat(Files.readString(file))
        .contains("\"source\" : \"measured\"", "\"kind\" : \"conv\"", "\"formatVersion\" : 1");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aProfileOfAnotherBundleIsRefused() throws IOException {
    ModelBundle own = lenet("fashion-mnist");
    ModelBundle other = lenet("mnist");
    Path file = folder.resolve("profile.json");
    ProfileFile.write(file, measurement().measure(other, Partition.of(other)));

    assertThatThrownBy(() -> ProfileFile.read(file, own, Partition.of(own)))
        .isInstanceOf(ProfileException.class)
        .hasMessage(
            "profile %s is of bundle %s (lenet), not of %s in %s: measure this one with ./cbnet bundle profile %s"
                .formatted(file, other.hash(), own.hash(), own.folder(), own.folder()));
  }

  @Test
  void aProfileOfOtherCutsIsRefused() throws IOException {
    ModelBundle bundle = lenet("fashion-mnist");
    Partition partition = Partition.of(bundle);
    Path file = folder.resolve("profile.json");
    ProfileFile.write(file, measurement().measure(bundle, partition));
    Files.writeString(file, Files.readString(file).replace("2:trunk.4.out", "2:trunk.3.out"));

    assertThatThrownBy(() -> ProfileFile.read(file, bundle, partition))
        .isInstanceOf(ProfileException.class)
        .hasMessageContaining("has the cuts [input, 1:trunk.1.out, 2:trunk.3.out")
        .hasMessageContaining("this version finds [input, 1:trunk.1.out, 2:trunk.4.out")
        .hasMessageEndingWith("measure again with ./cbnet bundle profile " + bundle.folder());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{\"formatVersion\": 2}", "no JSON", "{\"new\": 1}"})
  void aDamagedFileIsRefused(String content) throws IOException {
    Path file = folder.resolve("profile.json");
    Files.writeString(file, content);

    assertThatThrownBy(() -> ProfileFile.read(file))
        .isInstanceOf(ProfileException.class)
        .hasMessageStartingWith("profile " + file)
        .hasMessageEndingWith("measure it again");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("profile.json");

    assertThatThrownBy(() -> ProfileFile.read(file))
        .isInstanceOf(ProfileException.class)
        .hasMessage(
            "profile %s is not there: measure one with ./cbnet bundle profile BUNDLE"
                .formatted(file));
  }

  @Test
  void modelsWithoutABundleHaveLayersOnly() throws IOException {
    byte[] model = lenet("fashion-mnist").graph("whole");

    LayerProfile profile = measurement().measureLayers("two", List.of(model, model));

    assertThat(profile.cuts()).isEmpty();
    assertThat(profile.network()).isEqualTo("two");
    assertThat(profile.layers()).extracting(LayerTime::name).doesNotHaveDuplicates();
    int half = profile.layers().size() / 2;
    for (int i = 0; i < half; i++) {
      assertThat(profile.layers().get(i + half).work()).isEqualTo(profile.layers().get(i).work());
    }
    assertThatThrownBy(() -> measurement().measureLayers("none", List.of(new byte[3])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no whole ONNX file");
  }

  @Test
  void headsMayHandTheImageOn() throws IOException {
    byte[] graph = TestGraph.skippingFromTheImage().bytes();
    ModelBundle bundle = ModelBundle.load(TinyBundle.whole(folder, graph).write());
    Partition partition = Partition.of(bundle);
    assertThat(partition.cuts().get(1).tensors()).extracting(CutTensor::name).contains("image");

    assertThat(measurement().measure(bundle, partition).cuts()).hasSameSizeAs(partition.cuts());
  }

  @Test
  void aNetworkOfOneStepHasBothEnds() throws IOException {
    ModelBundle bundle = ModelBundle.load(TinyBundle.whole(folder, "whole.onnx").write());
    Partition partition = Partition.of(bundle);

    LayerProfile profile = measurement().measure(bundle, partition);

    assertThat(profile.ids()).startsWith("input").hasSize(partition.cuts().size());
  }

  @Test
  void whatIsMeasuredNamesTheMachineAndNotItsOwner() {
    Machine machine = Machine.ofProcess();

    assertThat(machine.cores()).isPositive();
    assertThat(machine.onnxRuntime()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(machine.java()).isEqualTo(System.getProperty("java.version"));
    assertThat(machine.id()).matches("[a-z0-9-]+-\\d+-[A-Za-z0-9_-]+");
    assertThat(TestProfiles.PI.id()).isEqualTo("raspberry-pi-4-model-b-4-aarch64");
  }

  private ProfileMeasurement measurement() {
    Clocks clocks = Clocks.ofProcess();
    return new ProfileMeasurement(
        new MeasurementPlan(3, Duration.ZERO, 1),
        TestProfiles.HERE,
        new Clocks(clocks.wallNanos(), clocks.cpuNanos(), Clock.fixed(DATE, ZoneOffset.UTC)),
        (phase, done, of) -> phases.add(phase));
  }

  private static ModelBundle lenet(String set) throws IOException {
    return ModelBundle.load(MODELS.resolve(set).resolve("lenet"));
  }
}
