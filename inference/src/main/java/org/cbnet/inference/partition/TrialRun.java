package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a network with its inner tensors as outputs, as few exporters declare their shapes. Two
 * images are shown, so that a shape that follows from what is in an image is found out.
 */
final class TrialRun {
  private TrialRun() {}

  /** The types and shapes of all tensors that a step reads or makes; others are left out. */
  static Map<String, TensorInfo> tensors(Network network) throws RefusedException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Errors come as exceptions; what it warns of, exporters' habits, nobody could mend here.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setIntraOpNumThreads(1);
      // The values are not read: optimising would take longer than it saves.
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      try (OrtSession session =
          OrtEnvironment.getEnvironment().createSession(watched(network), options)) {
        Map<String, TensorInfo> dark = run(session, network.image(), 0);
        checkSame(dark, run(session, network.image(), 1));
        return dark;
      }
    } catch (OrtException e) {
      throw new RefusedException(
          "does not run in ONNX Runtime %s (%s): export it for an older operator set, or mend the model"
              .formatted(
                  OrtEnvironment.getEnvironment().getVersion(),
                  e.getMessage().replaceAll("\\s+", " ")),
          e);
    }
  }

  private static byte[] watched(Network network) {
    GraphProto.Builder graph = network.model().getGraph().toBuilder();
    Set<String> declared = new HashSet<>(List.of("", network.image().name()));
    graph.getOutputList().forEach(output -> declared.add(output.getName()));
    graph.getInitializerList().forEach(tensor -> declared.add(tensor.getName()));
    for (NodeProto step : network.steps()) {
      for (String tensor : tensors(step)) {
        if (declared.add(tensor)) {
          graph.addOutput(ValueInfoProto.newBuilder().setName(tensor));
        }
      }
    }
    return network.model().toBuilder().setGraph(graph).build().toByteArray();
  }

  private static List<String> tensors(NodeProto step) {
    Set<String> tensors = new HashSet<>(step.getInputList());
    tensors.addAll(step.getOutputList());
    return tensors.stream().sorted().toList();
  }

  private static Map<String, TensorInfo> run(OrtSession session, CutTensor image, float value)
      throws OrtException {
    float[] pixels = new float[image.elements()];
    Arrays.fill(pixels, value);
    long[] shape = image.shape().stream().mapToLong(Integer::longValue).toArray();
    Map<String, TensorInfo> tensors = new HashMap<>();
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(pixels), shape);
        OrtSession.Result result = session.run(Map.of(image.name(), tensor))) {
      for (Map.Entry<String, OnnxValue> output : result) {
        if (output.getValue().getInfo() instanceof TensorInfo info) {
          tensors.put(output.getKey(), info);
        }
      }
      tensors.put(image.name(), tensor.getInfo());
      return tensors;
    }
  }

  private static void checkSame(Map<String, TensorInfo> dark, Map<String, TensorInfo> bright)
      throws RefusedException {
    for (Map.Entry<String, TensorInfo> tensor : dark.entrySet()) {
      long[] first = tensor.getValue().getShape();
      long[] second = bright.get(tensor.getKey()).getShape();
      if (!Arrays.equals(first, second)) {
        throw new RefusedException(
            "has a tensor '%s' whose shape depends on the image, %s and %s: only fixed shapes can be cut"
                .formatted(tensor.getKey(), Arrays.toString(first), Arrays.toString(second)));
      }
    }
  }
}
