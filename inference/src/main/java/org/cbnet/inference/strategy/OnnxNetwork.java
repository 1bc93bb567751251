package org.cbnet.inference.strategy;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.TensorSpec;

/**
 * One ONNX graph with its session and its tensors for one example, which every call uses again.
 *
 * <p>Tensors lie on direct buffers: the caller writes the input's buffer, calls {@link #run}, and
 * reads the output's. A tensor of one network can be the input of the next, so that features move
 * on without a copy. Used by one thread at a time.
 */
final class OnnxNetwork implements AutoCloseable {
  private final Provider provider;
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs = new HashMap<>();
  private final Map<String, FloatBuffer> buffers = new HashMap<>();
  private final Map<String, OnnxTensor> owned = new HashMap<>();
  private boolean closed;

  private OnnxNetwork(Provider provider, OrtSession session, Map<String, OnnxTensor> inputs) {
    this.provider = provider;
    this.session = session;
    this.inputs = new HashMap<>(inputs);
  }

  /**
   * Opens a role of a bundle with an input tensor of its own.
   *
   * @param provider computes it
   * @param input name of the only input
   * @param wanted names of the outputs to compute
   */
  static OnnxNetwork open(
      ModelBundle bundle, Provider provider, String role, String input, String... wanted)
      throws BundleException {
    return open(bundle, provider, role, List.of(input), wanted);
  }

  /**
   * Opens a role of a bundle with input tensors of its own.
   *
   * @param provider computes it
   * @param inputs names of all inputs
   * @param wanted names of the outputs to compute
   */
  static OnnxNetwork open(
      ModelBundle bundle, Provider provider, String role, List<String> inputs, String... wanted)
      throws BundleException {
    checkInputs(bundle, role, inputs);
    return open(bundle, provider, role, Map.of(), wanted);
  }

  /**
   * Opens a role of a bundle that reads a tensor of another, with the other's provider.
   *
   * @param input name of the other's input or output and of the only input
   * @param wanted names of the outputs to compute
   */
  static OnnxNetwork openBehind(
      OnnxNetwork other, ModelBundle bundle, String role, String input, String... wanted)
      throws BundleException {
    checkInputs(bundle, role, List.of(input));
    return open(bundle, other.provider, role, Map.of(input, other.tensor(input)), wanted);
  }

  /**
   * Opens a role of a bundle.
   *
   * @param shared tensors of another network that this one reads, by input name
   * @param wanted names of the outputs to compute
   */
  private static OnnxNetwork open(
      ModelBundle bundle,
      Provider provider,
      String role,
      Map<String, OnnxTensor> shared,
      String... wanted)
      throws BundleException {
    ModelFile model = bundle.model(role);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OnnxNetwork network = null;
    try (OrtSession.SessionOptions options = provider.sessionOptions()) {
      network =
          new OnnxNetwork(provider, environment.createSession(bundle.graph(role), options), shared);
      check(bundle, model, "input", model.inputs(), network.session.getInputInfo());
      check(bundle, model, "output", model.outputs(), network.session.getOutputInfo());
      for (TensorSpec input : model.inputs()) {
        if (!shared.containsKey(input.name())) {
          network.inputs.put(input.name(), network.allocate(environment, input));
        }
      }
      for (String name : wanted) {
        network.outputs.put(name, network.allocate(environment, output(bundle, model, name)));
      }
      return network;
    } catch (OrtException e) {
      close(network);
      throw new BundleException(
          bundle.folder(), model.file() + " is no usable ONNX graph: " + e.getMessage(), e);
    } catch (BundleException e) {
      close(network);
      throw e;
    }
  }

  /** The buffer of an input or output; position 0, limit at its end. */
  FloatBuffer buffer(String name) {
    return buffers.get(name);
  }

  /** Sizes of an input or output, the batch of 1 included. */
  List<Integer> shape(String name) {
    return Arrays.stream(owned.get(name).getInfo().getShape()).mapToObj(Math::toIntExact).toList();
  }

  /** The tensor of an input or output, to be another network's input; closed by this network. */
  private OnnxTensor tensor(String name) {
    return owned.get(name);
  }

  /** Runs the graph from the input buffers into the output buffers. */
  void run() throws OrtException {
    // Pinned outputs are not owned by the result: closing it frees only its own bookkeeping.
    session.run(inputs, Set.of(), outputs).close();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    owned.values().forEach(OnnxTensor::close);
    owned.clear();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not free a session", e);
    }
  }

  private static void close(OnnxNetwork network) {
    if (network != null) {
      network.close();
    }
  }

  private OnnxTensor allocate(OrtEnvironment environment, TensorSpec spec) throws OrtException {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(spec.elements() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    long[] shape = new long[spec.shape().size() + 1];
    shape[0] = 1;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = spec.shape().get(i - 1);
    }
    OnnxTensor tensor = OnnxTensor.createTensor(environment, buffer, shape);
    buffers.put(spec.name(), buffer);
    owned.put(spec.name(), tensor);
    return tensor;
  }

  // A strategy writes its input by name: what is named otherwise would be found missing, or read as
  // zeros, at every frame.
  private static void checkInputs(ModelBundle bundle, String role, List<String> wanted)
      throws BundleException {
    ModelFile model = bundle.model(role);
    List<String> inputs = names(model.inputs());
    if (!inputs.equals(wanted)) {
      throw new BundleException(
          bundle.folder(),
          "%s must have %s %s: its inputs are %s"
              .formatted(
                  model.file(),
                  wanted.size() == 1 ? "the one input" : "the inputs",
                  String.join(", ", wanted),
                  inputs));
    }
  }

  private static List<String> names(List<TensorSpec> specs) {
    return specs.stream().map(TensorSpec::name).toList();
  }

  private static TensorSpec output(ModelBundle bundle, ModelFile model, String name)
      throws BundleException {
    return model.outputs().stream()
        .filter(spec -> spec.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BundleException(
                    bundle.folder(),
                    "%s must have an output %s: its outputs are %s"
                        .formatted(model.file(), name, names(model.outputs()))));
  }

  private static void check(
      ModelBundle bundle,
      ModelFile model,
      String kind,
      List<TensorSpec> expected,
      Map<String, NodeInfo> found)
      throws BundleException {
    for (TensorSpec spec : expected) {
      NodeInfo node = found.get(spec.name());
      if (node == null
          || !(node.getInfo() instanceof TensorInfo info)
          || info.type != OnnxJavaType.FLOAT
          || !fits(spec, info.getShape())) {
        throw new BundleException(
            bundle.folder(),
            "%s: the manifest says %s %s is float [N, %s], the graph has %s"
                .formatted(
                    model.file(),
                    kind,
                    spec.name(),
                    spec.shape(),
                    node == null ? found.keySet() : node.getInfo()));
      }
    }
    if (found.size() != expected.size()) {
      throw new BundleException(
          bundle.folder(),
          "%s has %ss %s, the manifest names %d"
              .formatted(model.file(), kind, found.keySet(), expected.size()));
    }
  }

  private static boolean fits(TensorSpec spec, long[] shape) {
    if (shape.length != spec.shape().size() + 1 || (shape[0] != -1 && shape[0] != 1)) {
      return false;
    }
    for (int i = 1; i < shape.length; i++) {
      if (shape[i] != spec.shape().get(i - 1)) {
        return false;
      }
    }
    return true;
  }
}
