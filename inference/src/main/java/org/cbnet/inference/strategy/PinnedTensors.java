package org.cbnet.inference.strategy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.partition.CutTensor;

/** Tensors of any type on direct buffers, made once and used for every frame. One thread. */
final class PinnedTensors implements AutoCloseable {
  private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
  private final Map<String, ByteBuffer> values = new LinkedHashMap<>();

  /** Tensors with nothing in them. */
  static PinnedTensors allocate(List<CutTensor> wanted) throws OrtException {
    PinnedTensors pinned = new PinnedTensors();
    try {
      for (CutTensor each : wanted) {
        pinned.allocate(each);
      }
      return pinned;
    } catch (OrtException e) {
      pinned.close();
      throw e;
    }
  }

  /** By name; closed by this. */
  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  /** The values of one, in the machine's own order. */
  ByteBuffer values(String name) {
    return values.get(name);
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
    tensors.clear();
  }

  private void allocate(CutTensor wanted) throws OrtException {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(wanted.bytes())).order(ByteOrder.nativeOrder());
    long[] shape = wanted.shape().stream().mapToLong(Integer::longValue).toArray();
    tensors.put(
        wanted.name(),
        OnnxTensor.createTensor(
            OrtEnvironment.getEnvironment(), bytes, shape, wanted.type().computed()));
    values.put(wanted.name(), bytes);
  }
}
