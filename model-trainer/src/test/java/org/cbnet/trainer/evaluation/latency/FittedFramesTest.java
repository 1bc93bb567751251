package org.cbnet.trainer.evaluation.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.Cost;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.Preprocessing;
import org.cbnet.inference.bundle.TensorSpec;
import org.junit.jupiter.api.Test;

class FittedFramesTest {
  private static final Frame FRAME = new Frame("f", new byte[] {1, 2, 3, 4}, 2, 2, 1);

  @Test
  void aNetworkForLatencyStudiesGetsFramesOfItsSize() {
    Frame fitted = FittedFrames.of(List.of(FRAME), manifest(Map.of("latencyOnly", true))).get(0);

    assertThat(fitted.height()).isEqualTo(4);
    assertThat(fitted.width()).isEqualTo(4);
    assertThat(fitted.pixels()).containsExactly(1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4);
  }

  @Test
  void othersRefuseFramesOfAnotherSizeThemselves() {
    assertThat(FittedFrames.of(List.of(FRAME), manifest(Map.of()))).containsExactly(FRAME);
  }

  private static BundleManifest manifest(Map<String, Object> provenance) {
    TensorSpec image = new TensorSpec("image", List.of(1, 4, 4));
    return new BundleManifest(
        1,
        "heavy",
        "edge-full",
        "mnist",
        List.of("a", "b"),
        4,
        4,
        Preprocessing.UNIT_RANGE,
        List.of(
            new ModelFile("whole", "model.onnx", "0".repeat(64), List.of(image), List.of(image))),
        null,
        false,
        new Cost(1L, 1),
        provenance);
  }
}
