package org.cbnet.inference.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.planning.CutCost;
import org.junit.jupiter.api.Test;

class ProfiledCostsTest {
  private static final Path MODELS = Path.of("..", "models", "fashion-mnist");
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  @Test
  void addsPackingToTheDevicesHalfAndTakesTheCloudsFromItsOwnProfile() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("lenet"));
    Partition partition = Partition.of(bundle);

    List<CutCost> costs =
        new ProfiledCosts(
                profile(bundle, partition, HOUR_NANOS),
                profile(bundle, partition, 7),
                Precision.UINT8,
                Compression.LZ4)
            .of(bundle, partition);

    assertThat(costs).extracting(cost -> cost.cut().id()).isEqualTo(ids(partition));
    CutCost image = costs.get(0);
    CutCost inner = costs.get(2);
    CutCost device = costs.get(4);
    assertThat(image.deviceNanos()).isPositive().isLessThan(HOUR_NANOS);
    assertThat(image.cloudNanos()).isEqualTo(7);
    assertThat(image.bytesUp()).isGreaterThan(784);
    assertThat(inner.deviceNanos()).isGreaterThan(HOUR_NANOS);
    assertThat(inner.bytesUp()).isGreaterThan(inner.cut().tensors().get(0).elements());
    assertThat(device).isEqualTo(new CutCost(device.cut(), HOUR_NANOS, 0, 0));
  }

  @Test
  void refusesAnotherBundlesProfile() throws IOException {
    ModelBundle lenet = ModelBundle.load(MODELS.resolve("lenet"));
    ModelBundle resnet = ModelBundle.load(MODELS.resolve("resnet"));
    LayerProfile others = profile(resnet, Partition.of(resnet), 1);
    LayerProfile own = profile(lenet, Partition.of(lenet), 1);

    // Whichever of the two machines it is of.
    for (ProfiledCosts costs : List.of(costs(others, own), costs(own, others))) {
      assertThatThrownBy(() -> costs.of(lenet, Partition.of(lenet)))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("has another profile")
          .hasMessageContaining(resnet.hash());
    }
  }

  private static ProfiledCosts costs(LayerProfile device, LayerProfile cloud) {
    return new ProfiledCosts(device, cloud, Precision.UINT8, Compression.RAW);
  }

  private static List<String> ids(Partition partition) {
    return partition.cuts().stream().map(Cut::id).toList();
  }

  private static LayerProfile profile(ModelBundle bundle, Partition partition, long nanos) {
    Timing time = Timing.of((double) nanos);
    return new LayerProfile(
        LayerProfile.FORMAT_VERSION,
        ProfileSource.MEASURED,
        bundle.hash(),
        bundle.manifest().network(),
        Machine.ofProcess(),
        "2026-01-31T12:00:00Z",
        1,
        time,
        partition.cuts().stream()
            .map(
                cut ->
                    new CutTimes(
                        cut.id(), cut.hasHead() ? time : null, cut.hasTail() ? time : null))
            .toList(),
        List.of());
  }
}
