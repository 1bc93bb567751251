package org.cbnet.trainer.imports;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.cbnet.inference.strategy.Provider;

/** Runs a model on single images, for what no declaration tells. */
final class OnnxTrial implements AutoCloseable {
  private final OnnxSource source;
  private final ImageInput input;
  private final OrtSession session;

  /**
   * @param model the model's bytes, or a variant of it
   */
  OnnxTrial(OnnxSource source, ImageInput input, byte[] model) throws ImportException {
    this.source = source;
    this.input = input;
    try (OrtSession.SessionOptions options = Provider.CPU.sessionOptions()) {
      // Errors come as exceptions; what it warns of, exporters' habits, nobody could mend here.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      this.session = OrtEnvironment.getEnvironment().createSession(model, options);
    } catch (OrtException e) {
      throw refusal("load", e);
    }
  }

  /**
   * One answer.
   *
   * @param shape batch included
   * @param values all of them
   */
  @SuppressWarnings("ArrayRecordComponent") // made for one reader
  record Answer(long[] shape, float[] values) {}

  /** The values of an output for one image. */
  Answer run(float[] image, String output) throws ImportException {
    try (OnnxTensor tensor = tensor(image);
        OrtSession.Result result = session.run(Map.of(input.name(), tensor))) {
      OnnxTensor value = (OnnxTensor) result.get(output).orElseThrow();
      FloatBuffer buffer = value.getFloatBuffer();
      float[] values = new float[buffer.remaining()];
      buffer.get(values);
      return new Answer(value.getInfo().getShape(), values);
    } catch (OrtException e) {
      throw refusal("run", e);
    }
  }

  /** The shapes of all outputs that are tensors. */
  Map<String, long[]> shapes(float[] image) throws ImportException {
    Map<String, long[]> shapes = new HashMap<>();
    try (OnnxTensor tensor = tensor(image);
        OrtSession.Result result = session.run(Map.of(input.name(), tensor))) {
      for (Map.Entry<String, OnnxValue> output : result) {
        if (output.getValue().getInfo() instanceof TensorInfo info) {
          shapes.put(output.getKey(), info.getShape());
        }
      }
      return shapes;
    } catch (OrtException e) {
      throw refusal("run", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not free a session", e);
    }
  }

  private OnnxTensor tensor(float[] image) throws OrtException {
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(),
        FloatBuffer.wrap(image),
        new long[] {1, 1, input.size().height(), input.size().width()});
  }

  private ImportException refusal(String what, OrtException e) {
    return new ImportException(
        source.file(),
        "ONNX Runtime %s can't %s it (%s): export it for an older operator set, or mend the model"
            .formatted(
                OrtEnvironment.getEnvironment().getVersion(),
                what,
                e.getMessage().replaceAll("\\s+", " ")),
        e);
  }
}
