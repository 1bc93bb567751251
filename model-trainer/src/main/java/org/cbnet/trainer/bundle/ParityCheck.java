package org.cbnet.trainer.bundle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.trainer.network.Graph;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.torch.TorchNetwork;
import org.cbnet.trainer.training.Minibatch;

/**
 * Compares what the trainer computes with what the written graphs compute on the same images, so
 * that no bundle leaves that answers otherwise than the network that was validated.
 */
public final class ParityCheck {
  /**
   * Largest difference of any output value; of values above 1 in proportion to them, as single
   * precision rounds in proportion.
   */
  public static final double TOLERANCE = 1e-4;

  private ParityCheck() {}

  /**
   * Runs a batch through both.
   *
   * @param graphs ONNX bytes by role
   * @return the largest difference found
   * @throws ParityException where it is above {@link #TOLERANCE}
   */
  public static double run(
      NetworkDescription description, Weights weights, Map<String, byte[]> graphs, Minibatch images)
      throws IOException {
    double largest = 0;
    try (TorchNetwork network = new TorchNetwork(description, weights, List.of());
        NDManager manager = network.newBatchManager()) {
      Map<String, NDArray> tensors = new HashMap<>();
      tensors.put(description.graphs().get(0).input(), images.images(manager));
      for (Graph graph : description.graphs()) {
        for (Graph.Step step : graph.steps()) {
          tensors.put(step.to(), network.run(tensors.get(step.from()), step.segment().name()));
        }
        Map<String, float[]> found = runtime(graph, graphs.get(graph.role()), tensors);
        for (String output : graph.outputs()) {
          double difference = difference(tensors.get(output).toFloatArray(), found.get(output));
          // Written so that NaN fails too.
          if (!(difference <= TOLERANCE)) {
            throw new ParityException(description.name(), graph.role(), output, difference);
          }
          largest = Math.max(largest, difference);
        }
      }
    }
    return largest;
  }

  private static Map<String, float[]> runtime(
      Graph graph, byte[] model, Map<String, NDArray> tensors) throws IOException {
    NDArray input = tensors.get(graph.input());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model);
        OnnxTensor tensor =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(input.toFloatArray()), input.getShape().getShape());
        OrtSession.Result result = session.run(Map.of(graph.input(), tensor))) {
      Map<String, float[]> values = new HashMap<>();
      for (String output : graph.outputs()) {
        FloatBuffer buffer = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
        float[] array = new float[buffer.remaining()];
        buffer.get(array);
        values.put(output, array);
      }
      return values;
    } catch (OrtException e) {
      throw new IOException(
          "ONNX Runtime refuses graph %s: %s".formatted(graph.role(), e.getMessage()), e);
    }
  }

  private static double difference(float[] expected, float[] found) {
    if (expected.length != found.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference =
          Math.abs((double) expected[i] - found[i]) / Math.max(1, Math.abs(expected[i]));
      if (Double.isNaN(difference)) {
        return Double.NaN;
      }
      largest = Math.max(largest, difference);
    }
    return largest;
  }
}
