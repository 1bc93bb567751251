package org.cbnet.inference.profile;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.cbnet.inference.strategy.Provider;

/**
 * A graph opened as agents open theirs, with its tensors in place: each run computes the same
 * inputs into the same outputs. Used by one thread.
 */
final class OpenGraph implements Subject, AutoCloseable {
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();

  /**
   * Opens a graph.
   *
   * @param model an ONNX file
   * @param values its inputs and more, by name; they stay the caller's
   */
  OpenGraph(byte[] model, Map<String, OnnxTensor> values) throws OrtException {
    try (OrtSession.SessionOptions options = Provider.CPU.sessionOptions()) {
      this.session = OrtEnvironment.getEnvironment().createSession(model, options);
    }
    try {
      session.getInputNames().forEach(name -> inputs.put(name, values.get(name)));
      for (Map.Entry<String, NodeInfo> output : session.getOutputInfo().entrySet()) {
        allocate(output.getKey(), (TensorInfo) output.getValue().getInfo());
      }
    } catch (OrtException e) {
      close();
      throw e;
    }
  }

  @Override
  public void run() throws OrtException {
    // As strategies do: outputs lie where they always did, the result is only bookkeeping.
    (outputs.isEmpty() ? session.run(inputs) : session.run(inputs, Set.of(), outputs)).close();
  }

  /** What each run reads, by name. */
  Map<String, OnnxTensor> inputs() {
    return Map.copyOf(inputs);
  }

  /** What the last run made, by name; closed with the graph. */
  Map<String, OnnxTensor> outputs() {
    return Map.copyOf(outputs);
  }

  @Override
  public void close() throws OrtException {
    outputs.values().forEach(OnnxTensor::close);
    session.close();
  }

  // What is open in front counts images and is 1. Where more is open, as some exporters leave their
  // logits, the runtime allocates.
  private void allocate(String name, TensorInfo info) throws OrtException {
    long[] shape = info.getShape();
    long elements = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = i == 0 && shape[i] < 1 ? 1 : shape[i];
      elements = shape[i] < 1 ? 0 : Math.multiplyExact(elements, shape[i]);
    }
    if (elements > 0) {
      ByteBuffer buffer =
          ByteBuffer.allocateDirect(Math.toIntExact(elements * info.type.size))
              .order(ByteOrder.nativeOrder());
      outputs.put(
          name, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, shape, info.type));
    }
  }
}
