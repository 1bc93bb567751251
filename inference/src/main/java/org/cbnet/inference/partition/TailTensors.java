package org.cbnet.inference.partition;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a cut for up to so many images on direct buffers, image behind image, made once
 * and used again. One thread.
 */
final class TailTensors implements AutoCloseable {
  private final List<CutTensor> tensors;
  private final Map<String, ByteBuffer> room = new HashMap<>();
  private final Map<Integer, Map<String, OnnxTensor>> byImages = new HashMap<>();

  /**
   * @param most how many images at once
   */
  TailTensors(List<CutTensor> tensors, int most) {
    this.tensors = tensors;
    for (CutTensor tensor : tensors) {
      int bytes = Math.toIntExact(Math.multiplyExact(tensor.bytes(), most));
      room.put(tensor.name(), ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()));
    }
  }

  /** Where a tensor of one image lies: all of the buffer. */
  ByteBuffer of(CutTensor tensor, int image) {
    int bytes = Math.toIntExact(tensor.bytes());
    return slice(tensor, image * bytes, bytes);
  }

  /** The logits of the first images, one row behind the other. */
  float[] run(OrtSession session, int images) throws OrtException {
    try (OrtSession.Result result = session.run(first(images))) {
      FloatBuffer logits = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[logits.remaining()];
      logits.get(values);
      return values;
    }
  }

  private Map<String, OnnxTensor> first(int images) throws OrtException {
    Map<String, OnnxTensor> known = byImages.get(images);
    if (known != null) {
      return known;
    }
    Map<String, OnnxTensor> made = new HashMap<>();
    byImages.put(images, made);
    for (CutTensor tensor : tensors) {
      long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
      if (shape.length > 0) {
        shape[0] *= images;
      }
      ByteBuffer values = slice(tensor, 0, Math.toIntExact(tensor.bytes() * images));
      made.put(
          tensor.name(),
          OnnxTensor.createTensor(
              OrtEnvironment.getEnvironment(), values, shape, tensor.type().computed()));
    }
    return made;
  }

  private ByteBuffer slice(CutTensor tensor, int from, int bytes) {
    return room.get(tensor.name()).slice(from, bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    byImages.values().forEach(each -> each.values().forEach(OnnxTensor::close));
    byImages.clear();
  }
}
