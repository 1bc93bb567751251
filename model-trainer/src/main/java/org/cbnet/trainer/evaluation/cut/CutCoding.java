package org.cbnet.trainer.evaluation.cut;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.EncodedTensor;
import org.cbnet.inference.feature.FeatureDecoder;
import org.cbnet.inference.feature.FeatureEncoder;
import org.cbnet.inference.feature.FeatureException;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.ElementType;
import org.cbnet.inference.partition.Partition;

/**
 * Measures what coding the features of a cut does to the labels, and how many bytes are left: head,
 * encoder, decoder, tail, one behind the other, on labelled frames. Used by one thread.
 */
public final class CutCoding {
  // Of each tensor that is quantised, beside its elements: a float and an int at most.
  private static final int PARAMETER_BYTES = Float.BYTES + Integer.BYTES;

  private final ModelBundle bundle;
  private final Partition partition;
  private final List<Frame> frames;
  private final CutTensor image;
  private final Precision precision;
  private final FeatureEncoder encoder;

  /**
   * @param frames labelled, of the size that the bundle takes
   */
  public CutCoding(
      ModelBundle bundle,
      Partition partition,
      List<Frame> frames,
      Precision precision,
      Compression compression) {
    this.bundle = bundle;
    this.partition = partition;
    this.frames = List.copyOf(frames);
    this.image = partition.cuts().get(0).tensors().get(0);
    this.precision = precision;
    this.encoder = new FeatureEncoder(precision, compression);
  }

  /** What crossed for one frame. */
  private static final class Crossing {
    private final Map<String, OnnxTensor> tensors = new HashMap<>();
    private long payload;
    private long bytes;
  }

  /**
   * Measures a cut with a head and a tail.
   *
   * @throws BundleException where a half can't be run, or makes features that can't travel
   */
  public CodingFigures measure(Cut cut) throws IOException {
    try (Session whole = new Session(bundle.graph("whole"));
        Session head = new Session(partition.head(cut));
        Session tail = new Session(partition.tail(cut))) {
      return measure(cut, whole, head, tail);
    } catch (OrtException | FeatureException e) {
      throw new BundleException(
          bundle.folder(), "cut %s can't be measured: %s".formatted(cut.id(), e.getMessage()), e);
    }
  }

  private CodingFigures measure(Cut cut, Session whole, Session head, Session tail)
      throws OrtException, FeatureException {
    int correct = 0;
    int correctWhole = 0;
    int differ = 0;
    long largest = 0;
    long bytes = 0;
    for (Frame frame : frames) {
      try (OnnxTensor tensor = Session.image(image, values(frame));
          OrtSession.Result expected = whole.run(Map.of(image.name(), tensor));
          OrtSession.Result features = head.run(Map.of(image.name(), tensor))) {
        Crossing crossing = cross(cut, features);
        int label = label(tail, crossing);
        int wanted = largest(Session.logits(expected));
        correct += label == frame.trueLabel() ? 1 : 0;
        correctWhole += wanted == frame.trueLabel() ? 1 : 0;
        differ += label == wanted ? 0 : 1;
        largest = Math.max(largest, crossing.payload);
        bytes += crossing.bytes;
      }
    }
    return new CodingFigures(
        frames.size(), correct, correctWhole, differ, largest, (double) bytes / frames.size());
  }

  private static int label(Session tail, Crossing crossing) throws OrtException {
    try (OrtSession.Result result = tail.run(crossing.tensors)) {
      return largest(Session.logits(result));
    } finally {
      crossing.tensors.values().forEach(OnnxTensor::close);
    }
  }

  private Crossing cross(Cut cut, OrtSession.Result features)
      throws OrtException, FeatureException {
    Crossing crossing = new Crossing();
    Map<String, OnnxTensor> made = Session.tensors(features, cut);
    for (CutTensor each : cut.tensors()) {
      EncodedTensor sent = encode(each, made.get(each.name()));
      crossing.bytes += sent.data().length + PARAMETER_BYTES;
      crossing.payload += (long) each.elements() * elementBytes(each) + PARAMETER_BYTES;
      crossing.tensors.put(each.name(), decode(each, sent));
    }
    return crossing;
  }

  private int elementBytes(CutTensor tensor) {
    return tensor.type() == ElementType.FLOAT32 ? precision.bytes() : tensor.type().bytes();
  }

  private EncodedTensor encode(CutTensor tensor, OnnxTensor values) throws FeatureException {
    return tensor.type() == ElementType.FLOAT32
        ? encoder.encode(values.getFloatBuffer())
        : encoder.encodeAsIs(tensor.type().id(), values.getByteBuffer());
  }

  private static OnnxTensor decode(CutTensor tensor, EncodedTensor sent)
      throws OrtException, FeatureException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
    if (tensor.type() == ElementType.FLOAT32) {
      FloatBuffer values = FloatBuffer.allocate(tensor.elements());
      FeatureDecoder.decode(sent, values);
      return OnnxTensor.createTensor(environment, values, shape);
    }
    byte[] values =
        FeatureDecoder.decodeAsIs(sent, tensor.type().id(), Math.toIntExact(tensor.bytes()));
    ByteBuffer direct = ByteBuffer.allocateDirect(values.length).order(ByteOrder.nativeOrder());
    direct.put(values).flip();
    return OnnxTensor.createTensor(environment, direct, shape, tensor.type().computed());
  }

  private float[] values(Frame frame) {
    float[] table = bundle.manifest().preprocessing().table();
    float[] values = new float[frame.pixels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = table[frame.pixels()[i] & 0xff];
    }
    return values;
  }

  private static int largest(float[] logits) {
    int largest = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
