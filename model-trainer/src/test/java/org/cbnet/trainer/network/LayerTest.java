package org.cbnet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayerTest {
  @Test
  void poolingCountsTheWindowThatHangsOverTheEdge() {
    assertThat(new MaxPool(2).output(Size.of(3, 17, 11))).isEqualTo(Size.of(3, 9, 6));
  }

  @Test
  void convolutionKeepsOnlyWholeSteps() {
    assertThat(new Conv(1, 16, 3, 2, 1).output(Size.of(1, 7, 8))).isEqualTo(Size.of(16, 4, 4));
  }

  @Test
  void rejectsAnInputThatDoesNotFit() {
    assertThatThrownBy(() -> new Conv(3, 8, 3, 1, 0).output(Size.of(1, 28, 28)))
        .hasMessageContaining("[1, 28, 28]");
    assertThatThrownBy(() -> new Linear(10, 2).output(Size.of(11))).hasMessageContaining("[11]");
    assertThatThrownBy(() -> new Linear(9, 2).output(Size.of(3, 3))).hasMessageContaining("[3, 3]");
    assertThatThrownBy(() -> Reshape.flat(8).output(Size.of(3, 3))).hasMessageContaining("[3, 3]");
  }

  @Test
  void rejectsASegmentWhoseLayersDoNotFit() {
    List<Layer> layers = List.of(new Linear(4, 3), new Linear(4, 2));

    assertThatThrownBy(() -> new Segment("head", Size.of(4), layers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in=4");
  }

  @Test
  void rejectsAGraphWhoseStepsDoNotFit() {
    Segment four = new Segment("four", Size.of(4), List.of(new Linear(4, 3)));
    List<Graph.Step> steps =
        List.of(new Graph.Step("in", four, "mid"), new Graph.Step("mid", four, "out"));

    assertThatThrownBy(() -> new Graph("whole", "model.onnx", "in", List.of("out"), steps))
        .hasMessageContaining("four takes [4], mid is [3]");
  }

  @Test
  void rejectsAGraphThatDoesNotComputeItsOutputs() {
    Segment four = new Segment("four", Size.of(4), List.of(new Linear(4, 3)));
    List<Graph.Step> steps = List.of(new Graph.Step("in", four, "out"));

    assertThatThrownBy(() -> new Graph("whole", "model.onnx", "in", List.of("other"), steps))
        .hasMessageContaining("other");
  }
}
