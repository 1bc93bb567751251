package org.cbnet.inference.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.TinyBundle;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tails of shipped networks behind their heads, and of graphs made for the purpose. */
class TailTest {
  private static final Path MODELS = Path.of("..", "models");
  private static final int BATCH = 5;
  private static final int IMAGES = 40;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"fashion-mnist/lenet", "fashion-mnist/resnet", "fashion-mnist/resnet/master"})
  void answersAtEveryCutAsTheWholeDoesAloneAndInBatches(String name) throws Exception {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve(name));
    Partition partition = Partition.of(bundle);
    LabelledImages sample = DataSets.sample();
    List<Outcome.Classified> expected = whole(bundle, sample);

    for (Cut cut : partition.cuts().subList(0, partition.cuts().size() - 1)) {
      try (Tail tail = Tail.open(bundle, partition, cut, BATCH, Provider.CPU::sessionOptions);
          TailBatch batch = tail.batch();
          Head head = new Head(bundle, partition, cut)) {
        assertThat(tail.batchLimit()).as(cut.id()).isEqualTo(BATCH);
        for (int first = 0; first < IMAGES; first += BATCH) {
          for (int i = 0; i < BATCH; i++) {
            head.write(sample.frame(first + i), batch, i);
          }
          List<Optional<TailAnswer>> answers = batch.run(BATCH);
          assertThat(answers).hasSize(BATCH);
          for (int i = 0; i < BATCH; i++) {
            assertSame(cut, answers.get(i), expected.get(first + i));
            batch.copy(i, 0);
            assertSame(cut, batch.run(1).get(0), expected.get(first + i));
          }
        }
      }
    }
  }

  @Test
  void aGraphWithABatchOfOneWrittenIntoItStaysAtOne() throws Exception {
    // Reshapes to [1, 8], which two images do not fit into.
    ModelBundle bundle =
        bundle(
            new TestGraph()
                .constant("shape", DataType.INT64, longs(1, 8), 2)
                .conv("image", 1, 2, "c1")
                .node("Relu", "r1", "c1")
                .node("Reshape", "flat", "r1", "shape")
                .gemm("flat", 8, "logits"));
    Partition partition = Partition.of(bundle);
    Cut cut = partition.cuts().get(0);

    try (Tail tail = Tail.open(bundle, partition, cut, 4, Provider.CPU::sessionOptions);
        TailBatch batch = tail.batch()) {
      assertThat(tail.batchLimit()).isEqualTo(1);
      assertThat(batch.run(1).get(0)).isPresent();
      assertThatThrownBy(() -> batch.run(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aGraphThatMixesTheImagesOfABatchStaysAtOne() throws Exception {
    // The mean over all axes: right for one image, and for several it runs, and is wrong.
    ModelBundle bundle =
        bundle(
            new TestGraph()
                .conv("image", 1, 2, "c1")
                .node("Relu", "r1", "c1")
                .node("ReduceMean", "mean", "r1")
                .node("Sub", "centred", "r1", "mean")
                .classifier("centred"));
    Partition partition = Partition.of(bundle);

    try (Tail tail =
        Tail.open(bundle, partition, partition.cuts().get(0), 4, Provider.CPU::sessionOptions)) {
      assertThat(tail.batchLimit()).isEqualTo(1);
    }
  }

  @Test
  void isForOneImageWhereNobodyWantsMore() throws Exception {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("fashion-mnist/lenet"));
    Partition partition = Partition.of(bundle);

    try (Tail tail =
        Tail.open(bundle, partition, partition.cuts().get(1), 1, Provider.CPU::sessionOptions)) {
      assertThat(tail.batchLimit()).isEqualTo(1);
    }
  }

  @Test
  void logitsThatAreNoNumbersAreNoAnswerAndSpoilNoOther() throws Exception {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("fashion-mnist/lenet"));
    Partition partition = Partition.of(bundle);
    Cut cut = partition.cuts().get(1);

    try (Tail tail = Tail.open(bundle, partition, cut, 2, Provider.CPU::sessionOptions);
        TailBatch batch = tail.batch()) {
      batch.room(0, cut.tensors().get(0)).asFloatBuffer().put(0, Float.NaN);

      assertThat(batch.run(2)).extracting(Optional::isPresent).containsExactly(false, true);
    }
  }

  @Test
  void theDevicesWholeHasNoTail() throws Exception {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("fashion-mnist/lenet"));
    Partition partition = Partition.of(bundle);

    assertThatThrownBy(
            () ->
                Tail.open(
                    bundle, partition, partition.cuts().get(4), 1, Provider.CPU::sessionOptions))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4:output has no tail");
  }

  private ModelBundle bundle(TestGraph graph) throws Exception {
    return ModelBundle.load(TinyBundle.whole(folder, graph.bytes()).write());
  }

  private static byte[] longs(long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }

  private static void assertSame(Cut cut, Optional<TailAnswer> found, Outcome.Classified expected) {
    assertThat(found).as(cut.id()).isPresent();
    assertThat(found.get().label()).as(cut.id()).isEqualTo(expected.label());
    assertThat(found.get().confidence())
        .as(cut.id())
        .isCloseTo(expected.confidence(), within(1e-4f));
  }

  private static List<Outcome.Classified> whole(ModelBundle bundle, LabelledImages sample)
      throws Exception {
    List<Outcome.Classified> answers = new ArrayList<>();
    try (InferenceStrategy strategy =
        Strategies.open(StrategyName.EDGE_FULL, bundle, OptionalDouble.empty())) {
      for (int i = 0; i < IMAGES; i++) {
        answers.add((Outcome.Classified) strategy.infer(sample.frame(i)));
      }
    }
    return answers;
  }

  /** The device's half of a cut, straight into the tail's room. */
  private static final class Head implements AutoCloseable {
    private final Cut cut;
    private final CutTensor image;
    private final float[] table;
    private final OrtSession session;

    Head(ModelBundle bundle, Partition partition, Cut cut) throws OrtException {
      this.cut = cut;
      this.image = partition.cuts().get(0).tensors().get(0);
      this.table = bundle.manifest().preprocessing().table();
      this.session =
          cut.hasHead()
              ? OrtEnvironment.getEnvironment()
                  .createSession(partition.head(cut), Provider.CPU.sessionOptions())
              : null;
    }

    void write(Frame frame, TailBatch batch, int place) throws OrtException {
      FloatBuffer pixels = FloatBuffer.allocate(frame.pixels().length);
      for (byte pixel : frame.pixels()) {
        pixels.put(table[pixel & 0xff]);
      }
      pixels.flip();
      if (session == null) {
        batch.room(place, image).asFloatBuffer().put(pixels);
        return;
      }
      long[] shape = image.shape().stream().mapToLong(Integer::longValue).toArray();
      try (OnnxTensor tensor =
              OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), pixels, shape);
          OrtSession.Result features = session.run(Map.of(image.name(), tensor))) {
        for (CutTensor each : cut.tensors()) {
          ByteBuffer values =
              ((OnnxTensor) features.get(each.name()).orElseThrow()).getByteBuffer();
          batch.room(place, each).put(values);
        }
      }
    }

    @Override
    public void close() throws OrtException {
      if (session != null) {
        session.close();
      }
    }
  }
}
