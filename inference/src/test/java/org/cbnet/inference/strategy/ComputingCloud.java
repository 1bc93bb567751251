package org.cbnet.inference.strategy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.cbnet.inference.Softmax;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.ImageDecoder;
import org.cbnet.inference.feature.FeatureDecoder;
import org.cbnet.inference.feature.FeatureException;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.OffloadCounts;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.offload.OffloadTensor;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.offload.PendingAnswer;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.ElementType;
import org.cbnet.inference.partition.Partition;

/**
 * A cloud in this process that really computes what it is asked, with a way to it that a test can
 * lengthen and cut.
 */
final class ComputingCloud implements Offloader {
  static final int REPLY_BYTES = 80;

  private final ModelBundle bundle;
  private final Partition partition;
  private final Softmax softmax;
  private final Map<String, OrtSession> tails = new ConcurrentHashMap<>();
  private final ScheduledExecutorService way = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final List<String> cuts = new ArrayList<>();
  volatile boolean reachable = true;
  volatile long delayNanos;
  volatile double nanosPerByte;
  volatile OffloadAnswer always;

  /** For bundles of one graph, and of exit 1 and the rest. */
  ComputingCloud(ModelBundle bundle) throws IOException {
    this.bundle = bundle;
    this.partition = Partition.isInParts(bundle) ? Partition.ofRest(bundle) : Partition.of(bundle);
    this.softmax = new Softmax(bundle.manifest().classes().size());
  }

  @Override
  public String transport() {
    return "memory";
  }

  @Override
  public PendingAnswer ask(OffloadQuestion question, long budgetNanos) {
    asked.incrementAndGet();
    if (!question.cut().equals(OffloadQuestion.PROBE)) {
      cuts.add(question.cut());
    }
    int bytes = question.tensors().stream().mapToInt(each -> each.values().data().length).sum();
    PendingAnswer pending = new PendingAnswer(bytes);
    if (reachable) {
      long delay = delayNanos + (long) (nanosPerByte * bytes);
      Future<?> unused = way.schedule(() -> answer(question, pending), delay, TimeUnit.NANOSECONDS);
    }
    return pending;
  }

  @Override
  public OffloadCounts counts() {
    return new OffloadCounts(asked.get(), 0, 0, 0, late.get(), 0, 0, 0, 0, 0);
  }

  /** The cuts that frames were asked at, in order. */
  List<String> cuts() {
    return List.copyOf(cuts);
  }

  @Override
  public void close() {
    way.shutdownNow();
    try {
      way.awaitTermination(1, TimeUnit.MINUTES);
      for (OrtSession tail : tails.values()) {
        tail.close();
      }
    } catch (InterruptedException | OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(OffloadQuestion question, PendingAnswer pending) {
    OffloadAnswer answer = always == null ? compute(question) : always;
    if (!pending.complete(answer)) {
      late.incrementAndGet();
    }
  }

  private OffloadAnswer compute(OffloadQuestion question) {
    if (!question.bundleHash().equals(bundle.hash())) {
      return new OffloadAnswer.Refused("unknown-bundle", question.bundleHash(), 0, REPLY_BYTES);
    }
    if (question.cut().equals(OffloadQuestion.PROBE)) {
      return new OffloadAnswer.Answered(0, 0, OffloadQuestion.PROBE, 0, 0, REPLY_BYTES);
    }
    long begin = System.nanoTime();
    try {
      softmax.read(logits(question));
      return new OffloadAnswer.Answered(
          softmax.label(),
          softmax.confidence(),
          "final",
          1,
          System.nanoTime() - begin,
          REPLY_BYTES);
    } catch (OrtException | IOException | FeatureException e) {
      return new OffloadAnswer.Refused("failed", e.toString(), 0, REPLY_BYTES);
    }
  }

  private FloatBuffer logits(OffloadQuestion question)
      throws OrtException, IOException, FeatureException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (OffloadTensor tensor : question.tensors()) {
      long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
      inputs.put(
          tensor.name(),
          OnnxTensor.createTensor(
              environment, values(question, tensor), shape, type(question, tensor).computed()));
    }
    try (OrtSession.Result result = tail(question.cut()).run(inputs)) {
      return ((OnnxTensor) result.get("logits").orElseThrow()).getFloatBuffer();
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private OrtSession tail(String cut) throws OrtException {
    OrtSession known = tails.get(cut);
    if (known == null) {
      byte[] graph = partition == null ? bundle.graph("rest") : partition.tail(partition.cut(cut));
      try (OrtSession.SessionOptions options = Provider.CPU.sessionOptions()) {
        known = OrtEnvironment.getEnvironment().createSession(graph, options);
      }
      tails.put(cut, known);
    }
    return known;
  }

  private ElementType type(OffloadQuestion question, OffloadTensor tensor) {
    return question.cut().equals(Cut.INPUT)
        ? ElementType.FLOAT32
        : partition.cut(question.cut()).tensors().stream()
            .filter(each -> each.name().equals(tensor.name()))
            .map(CutTensor::type)
            .findFirst()
            .orElseThrow();
  }

  private ByteBuffer values(OffloadQuestion question, OffloadTensor tensor)
      throws IOException, FeatureException {
    int elements = tensor.shape().stream().reduce(1, Math::multiplyExact);
    ElementType type = type(question, tensor);
    ByteBuffer values =
        ByteBuffer.allocateDirect(elements * type.bytes()).order(ByteOrder.nativeOrder());
    if (question.cut().equals(Cut.INPUT)) {
      byte[] pixels =
          tensor.values().encoding().equals("png")
              ? new ImageDecoder(10_000).decode(tensor.values().data()).pixels()
              : tensor.values().data();
      float[] table = bundle.manifest().preprocessing().table();
      for (int i = 0; i < elements; i++) {
        values.putFloat(Float.BYTES * i, table[pixels[i] & 0xff]);
      }
    } else if (type == ElementType.FLOAT32) {
      FeatureDecoder.decode(tensor.values(), values.asFloatBuffer());
    } else {
      values.put(0, FeatureDecoder.decodeAsIs(tensor.values(), type.id(), elements * type.bytes()));
    }
    return values;
  }
}
