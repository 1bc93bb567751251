package org.cbnet.cloud.offload;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.EncodedTensor;
import org.cbnet.inference.feature.FeatureEncoder;
import org.cbnet.inference.feature.FeatureException;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.ElementType;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.schemas.record.OffloadRequest;
import org.cbnet.schemas.record.Tensor;

/** A device with a shipped bundle, which computes heads and leaves the rest. */
final class TestDevice implements AutoCloseable {
  static final Path MODELS = Path.of("..", "models");
  static final String ID = "pi-1";

  private final ModelBundle bundle;
  private final Partition partition;
  private final InferenceStrategy whole;
  private final FeatureEncoder encoder = new FeatureEncoder(Precision.FLOAT32, Compression.LZ4);
  private final Map<Cut, OrtSession> heads = new HashMap<>();

  TestDevice(String bundle) throws IOException {
    this.bundle = ModelBundle.load(MODELS.resolve(bundle));
    this.partition = Partition.of(this.bundle);
    this.whole = Strategies.open(StrategyName.EDGE_FULL, this.bundle, OptionalDouble.empty());
  }

  String hash() {
    return bundle.hash();
  }

  /** All cuts that leave something to the cloud. */
  List<Cut> cuts() {
    return partition.cuts().stream().filter(Cut::hasTail).toList();
  }

  /** What the whole bundle says. */
  Outcome.Classified expected(Frame frame) {
    return (Outcome.Classified) whole.infer(frame);
  }

  /** A request for the rest behind a cut. */
  OffloadRequest request(Cut cut, Frame frame, Duration budget) {
    OffloadRequest request = new OffloadRequest();
    request.setRequestId(UUID.randomUUID().toString());
    request.setDeviceId(ID);
    request.setBundleHash(hash());
    request.setCut(cut.id());
    request.setBudgetMicros(budget.toNanos() / 1_000);
    request.setReplyPartition(0);
    request.setClockId("");
    try {
      request.setTensors(tensors(cut, frame));
    } catch (OrtException | FeatureException e) {
      throw new IllegalStateException(e);
    }
    return request;
  }

  private List<Tensor> tensors(Cut cut, Frame frame) throws OrtException, FeatureException {
    float[] table = bundle.manifest().preprocessing().table();
    FloatBuffer pixels = FloatBuffer.allocate(frame.pixels().length);
    for (byte pixel : frame.pixels()) {
      pixels.put(table[pixel & 0xff]);
    }
    pixels.flip();
    CutTensor image = partition.cuts().get(0).tensors().get(0);
    if (!cut.hasHead()) {
      return List.of(tensor(image, encoder.encode(pixels)));
    }
    if (!heads.containsKey(cut)) {
      heads.put(
          cut,
          OrtEnvironment.getEnvironment()
              .createSession(partition.head(cut), Provider.CPU.sessionOptions()));
    }
    long[] shape = image.shape().stream().mapToLong(Integer::longValue).toArray();
    List<Tensor> tensors = new ArrayList<>();
    try (OnnxTensor input =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), pixels, shape);
        OrtSession.Result features = heads.get(cut).run(Map.of(image.name(), input))) {
      for (CutTensor each : cut.tensors()) {
        OnnxTensor values = (OnnxTensor) features.get(each.name()).orElseThrow();
        tensors.add(
            tensor(
                each,
                each.type() == ElementType.FLOAT32
                    ? encoder.encode(values.getFloatBuffer())
                    : encoder.encodeAsIs(each.type().id(), values.getByteBuffer())));
      }
    }
    return tensors;
  }

  private static Tensor tensor(CutTensor of, EncodedTensor values) {
    return tensor(
        of.name(),
        values.elementType(),
        of.shape(),
        values.encoding(),
        values.scale(),
        values.zeroPoint(),
        values.data());
  }

  static Tensor tensor(
      String name,
      String elementType,
      List<Integer> shape,
      String encoding,
      Float scale,
      Integer zeroPoint,
      byte[] data) {
    Tensor tensor = new Tensor();
    tensor.setName(name);
    tensor.setElementType(elementType);
    tensor.setShape(shape);
    tensor.setEncoding(encoding);
    tensor.setScale(scale);
    tensor.setZeroPoint(zeroPoint);
    tensor.setData(ByteBuffer.wrap(data));
    return tensor;
  }

  @Override
  public void close() throws OrtException {
    whole.close();
    for (OrtSession head : heads.values()) {
      head.close();
    }
  }
}
