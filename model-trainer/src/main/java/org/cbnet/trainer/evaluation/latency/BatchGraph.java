package org.cbnet.trainer.evaluation.latency;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.TensorSpec;
import org.cbnet.inference.strategy.Provider;

/** One graph of a bundle that computes up to 32 examples in a call, on buffers it uses again. */
final class BatchGraph implements AutoCloseable {
  static final int BATCH = 32;

  private final OrtSession session;
  private final TensorSpec input;
  private final List<TensorSpec> wanted;
  private final Map<String, FloatBuffer> buffers = new HashMap<>();
  // By number of examples: tensors are views of the buffers' first examples.
  private final Map<Integer, Map<String, OnnxTensor>> tensors = new HashMap<>();

  private BatchGraph(OrtSession session, TensorSpec input, List<TensorSpec> wanted) {
    this.session = session;
    this.input = input;
    this.wanted = wanted;
    allocate(input);
    wanted.forEach(this::allocate);
  }

  /**
   * Opens a role of a bundle.
   *
   * @param wanted names of the outputs to compute; those that it lacks are left out
   */
  static BatchGraph open(ModelBundle bundle, String role, Provider provider, Set<String> wanted)
      throws BundleException {
    ModelFile model = bundle.model(role);
    try (OrtSession.SessionOptions options = provider.sessionOptions()) {
      return new BatchGraph(
          OrtEnvironment.getEnvironment().createSession(bundle.graph(role), options),
          model.inputs().get(0),
          model.outputs().stream().filter(output -> wanted.contains(output.name())).toList());
    } catch (OrtException e) {
      throw new BundleException(
          bundle.folder(), model.file() + " is no usable ONNX graph: " + e.getMessage(), e);
    }
  }

  /** Whether the graph leaves the number of examples open. */
  boolean takesBatches() throws OrtException {
    NodeInfo node = session.getInputInfo().get(input.name());
    return node != null && node.getInfo() instanceof TensorInfo info && info.getShape()[0] == -1;
  }

  /** Values of one example of a tensor. */
  int elements(String tensor) {
    return buffers.get(tensor).capacity() / BATCH;
  }

  /** The buffer of the input or of an output, one example after another. */
  FloatBuffer buffer(String tensor) {
    return buffers.get(tensor);
  }

  /** Computes the first examples of the input's buffer. */
  void run(int examples) throws OrtException {
    Map<String, OnnxTensor> bound = tensors.get(examples);
    if (bound == null) {
      bound = bind(examples);
      tensors.put(examples, bound);
    }
    Map<String, OnnxTensor> outputs = new HashMap<>(bound);
    OnnxTensor in = outputs.remove(input.name());
    // Pinned outputs are not owned by the result: closing it frees only its own bookkeeping.
    session.run(Map.of(input.name(), in), Set.of(), outputs).close();
  }

  @Override
  public void close() {
    tensors.values().forEach(bound -> bound.values().forEach(OnnxTensor::close));
    tensors.clear();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not free a session", e);
    }
  }

  private void allocate(TensorSpec spec) {
    buffers.put(
        spec.name(),
        ByteBuffer.allocateDirect(BATCH * spec.elements() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer());
  }

  private Map<String, OnnxTensor> bind(int examples) throws OrtException {
    Map<String, OnnxTensor> bound = new HashMap<>();
    bound.put(input.name(), tensor(input, examples));
    for (TensorSpec output : wanted) {
      bound.put(output.name(), tensor(output, examples));
    }
    return bound;
  }

  private OnnxTensor tensor(TensorSpec spec, int examples) throws OrtException {
    long[] shape = new long[spec.shape().size() + 1];
    shape[0] = examples;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = spec.shape().get(i - 1);
    }
    FloatBuffer view = buffers.get(spec.name()).slice(0, examples * spec.elements());
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), view, shape);
  }
}
