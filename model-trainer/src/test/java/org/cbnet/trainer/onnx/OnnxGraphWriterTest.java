package org.cbnet.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cbnet.trainer.network.Graph;
import org.cbnet.trainer.network.Layer;
import org.cbnet.trainer.network.MaxPool;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Reshape;
import org.cbnet.trainer.network.Segment;
import org.cbnet.trainer.network.Sigmoid;
import org.cbnet.trainer.network.Size;
import org.cbnet.trainer.network.Weights;
import org.junit.jupiter.api.Test;

class OnnxGraphWriterTest {
  @Test
  void poolingInCeilModeKeepsTheLastRowAndColumn() throws OrtException {
    Graph graph = single(Size.of(1, 3, 3), List.of(new MaxPool(2)));

    float[][][][] pooled =
        (float[][][][]) run(graph, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3);

    assertThat(pooled[0][0]).isDeepEqualTo(new float[][] {{5, 6}, {8, 9}});
  }

  @Test
  void takesSeveralImagesAtOnce() throws OrtException {
    List<Layer> layers = List.of(Reshape.flat(4), new Sigmoid(), new Reshape(Size.of(1, 2, 2)));
    Graph graph = single(Size.of(1, 2, 2), layers);

    float[][][][] values = (float[][][][]) run(graph, new float[3 * 4], 3, 1, 2, 2);

    assertThat(values).hasDimensions(3, 1);
    assertThat(values[2][0]).isDeepEqualTo(new float[][] {{0.5f, 0.5f}, {0.5f, 0.5f}});
  }

  @Test
  void sameWeightsGiveTheSameBytesAndComeBack() throws Exception {
    NetworkDescription network = Networks.lenet();
    Weights weights = Weights.initial(network.segments(), new SplittableRandom(1));
    Graph graph = network.graphs().get(0);

    byte[] model = OnnxGraphWriter.write(graph, weights);

    assertThat(OnnxGraphWriter.write(graph, weights)).isEqualTo(model);
    Weights read = OnnxWeights.read(model).only(network.segments());
    assertThat(OnnxGraphWriter.write(graph, read)).isEqualTo(model);
  }

  private static Graph single(Size input, List<Layer> layers) {
    Segment segment = new Segment("only", input, layers);
    return new Graph(
        "whole", "model.onnx", "in", List.of("out"), List.of(new Graph.Step("in", segment, "out")));
  }

  private static Object run(Graph graph, float[] values, long... shape) throws OrtException {
    byte[] model = OnnxGraphWriter.write(graph, Weights.of(Map.of()));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model);
        OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of("in", input))) {
      return result.get(0).getValue();
    }
  }
}
