package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredConstantsTest {
  private static final List<Long> MATRIX = List.of(2L, 2L);
  private static final float[] WEIGHT = {1, 2, 0.5f, -3};
  private static final float[] IMAGE = {0.25f, 0.75f};

  @Test
  void halfStoredWeightsBecomeFloatAndAnswerTheSame() throws Exception {
    EditableModel stored =
        model(
            TensorValues.halves("half", MATRIX, WEIGHT),
            Nodes.of("Cast", "weight", "half")
                .addAttribute(Nodes.integer("to", DataType.FLOAT.getNumber())));

    assertExpands(stored);
  }

  @Test
  void constantNodesBecomeConstants() throws Exception {
    assertExpands(
        model(
            TensorValues.floats("unused", MATRIX, WEIGHT),
            NodeProto.newBuilder()
                .setOpType("Constant")
                .addOutput("weight")
                .addAttribute(
                    AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeProto.AttributeType.TENSOR)
                        .setT(TensorValues.floats("any", MATRIX, WEIGHT)))));
  }

  @Test
  void sharedWeightsBecomeConstants() throws Exception {
    assertExpands(
        model(
            TensorValues.floats("shared", MATRIX, WEIGHT),
            Nodes.of("Identity", "weight", "shared")));
  }

  @Test
  void valuesInTypedFieldsAreReadToo() {
    TensorProto typed =
        TensorProto.newBuilder()
            .setName("typed")
            .setDataType(DataType.FLOAT.getNumber())
            .addFloatData(1.5f)
            .addFloatData(-2)
            .build();
    TensorProto half =
        TensorProto.newBuilder()
            .setName("half")
            .setDataType(DataType.FLOAT16.getNumber())
            .addInt32Data(0x3c00)
            .addInt32Data(0xc000)
            .build();

    assertThat(TensorValues.floats(typed)).containsExactly(1.5f, -2);
    assertThat(TensorValues.floats(half)).containsExactly(1, -2);
  }

  @Test
  void shrinksWhatIsExactInHalfPrecisionAndNothingElse() throws Exception {
    float[] exact = new float[80];
    float[] inexact = new float[80];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = i / 64f;
      inexact[i] = i / 100f;
    }
    List<Long> dims = List.of(2L, 40L);
    EditableModel model =
        TestModels.model(
            List.of(2),
            List.of(
                TensorValues.floats("w1", dims, exact),
                TensorValues.floats("replaced", dims, exact),
                TensorValues.floats("w2", List.of(40L, 2L), inexact),
                TensorValues.floats("b", List.of(2L), 0, 1)),
            List.of(
                Nodes.of("MatMul", "hidden", "image", "w1"),
                Nodes.of("Gemm", "logits", "hidden", "w2", "b")));
    float[] expected = TestModels.run(model.toByteArray(), IMAGE, 1, 2);

    StoredConstants.shrink(model);

    assertThat(TestModels.operators(model.toByteArray())).containsExactly("Cast", "MatMul", "Gemm");
    assertThat(model.constants()).containsOnlyKeys("w2", "b", "w1/half");
    assertThat(TestModels.run(model.toByteArray(), IMAGE, 1, 2)).isEqualTo(expected);
  }

  private static void assertExpands(EditableModel stored) throws Exception {
    byte[] file = stored.toByteArray();

    EditableModel opened = StoredConstants.open(file);

    assertThat(TestModels.operators(opened.toByteArray())).containsExactly("Gemm");
    assertThat(TensorValues.floats(opened.constants().get("weight"))).isEqualTo(WEIGHT);
    assertThat(opened.build().getGraph().getInitializerList()).hasSize(2);
    assertThat(TestModels.run(opened.toByteArray(), IMAGE, 1, 2))
        .isEqualTo(TestModels.run(file, IMAGE, 1, 2));
  }

  private static EditableModel model(TensorProto constant, NodeProto.Builder node)
      throws Exception {
    return TestModels.model(
        List.of(2),
        List.of(constant, TensorValues.floats("bias", List.of(2L), 0.5f, 0)),
        List.of(node, Nodes.of("Gemm", "logits", "image", "weight", "bias")));
  }
}
