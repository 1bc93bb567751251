package org.cbnet.trainer.evaluation.cut;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.strategy.Provider;

/** A model, opened as strategies open theirs. Used by one thread. */
final class Session implements AutoCloseable {
  private static final String LOGITS = "logits";

  private final OrtSession session;

  Session(byte[] model) throws OrtException {
    try (OrtSession.SessionOptions options = Provider.CPU.sessionOptions()) {
      this.session = OrtEnvironment.getEnvironment().createSession(model, options);
    }
  }

  /** Runs the model; the caller closes the result, and with it all its tensors. */
  OrtSession.Result run(Map<String, OnnxTensor> inputs) throws OrtException {
    return session.run(inputs);
  }

  /** The logits of a result. */
  static float[] logits(OrtSession.Result result) {
    FloatBuffer buffer = tensor(result, LOGITS).getFloatBuffer();
    float[] logits = new float[buffer.remaining()];
    buffer.get(logits);
    return logits;
  }

  /** The tensors of a cut in the result of its head. */
  static Map<String, OnnxTensor> tensors(OrtSession.Result result, Cut cut) {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    for (CutTensor each : cut.tensors()) {
      tensors.put(each.name(), tensor(result, each.name()));
    }
    return tensors;
  }

  /** The tensor of an image. */
  static OnnxTensor image(CutTensor image, float[] values) throws OrtException {
    List<Integer> shape = image.shape();
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(),
        FloatBuffer.wrap(values),
        shape.stream().mapToLong(Integer::longValue).toArray());
  }

  @Override
  public void close() throws IOException {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime could not free a session", e);
    }
  }

  private static OnnxTensor tensor(OrtSession.Result result, String name) {
    return (OnnxTensor) result.get(name).orElseThrow();
  }
}
