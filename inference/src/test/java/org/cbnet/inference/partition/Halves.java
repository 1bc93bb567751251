package org.cbnet.inference.partition;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Runs models, and halves one behind the other, on one image of 1 x 2 x 2. */
final class Halves {
  private Halves() {}

  /** What the halves of a cut answer; each tensor is what the cut says of it. */
  static float[] run(Partition partition, Cut cut, float[] image) throws OrtException {
    if (!cut.hasHead() || !cut.hasTail()) {
      return run(cut.hasHead() ? partition.head(cut) : partition.tail(cut), image);
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession head = environment.createSession(partition.head(cut));
        OrtSession tail = environment.createSession(partition.tail(cut));
        OnnxTensor tensor = tensor(image);
        OrtSession.Result features = head.run(Map.of("image", tensor));
        OrtSession.Result logits = tail.run(tensors(features, cut))) {
      return logits(logits);
    }
  }

  static float[] run(byte[] model, float[] image) throws OrtException {
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(model);
        OnnxTensor tensor = tensor(image);
        OrtSession.Result result = session.run(Map.of("image", tensor))) {
      return logits(result);
    }
  }

  private static Map<String, OnnxTensor> tensors(OrtSession.Result features, Cut cut) {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    for (CutTensor each : cut.tensors()) {
      OnnxTensor tensor = (OnnxTensor) features.get(each.name()).orElseThrow();
      long[] shape = each.shape().stream().mapToLong(Integer::longValue).toArray();
      if (!Arrays.equals(shape, tensor.getInfo().getShape())
          || !ElementType.of(tensor.getInfo().type).orElseThrow().equals(each.type())) {
        throw new AssertionError(each + " is " + tensor.getInfo());
      }
      tensors.put(each.name(), tensor);
    }
    if (features.size() != tensors.size()) {
      throw new AssertionError("the head makes more than " + tensors.keySet());
    }
    return tensors;
  }

  private static OnnxTensor tensor(float[] image) throws OrtException {
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(), FloatBuffer.wrap(image), new long[] {1, 1, 2, 2});
  }

  private static float[] logits(OrtSession.Result result) {
    FloatBuffer buffer = ((OnnxTensor) result.get("logits").orElseThrow()).getFloatBuffer();
    float[] logits = new float[buffer.remaining()];
    buffer.get(logits);
    return logits;
  }
}
