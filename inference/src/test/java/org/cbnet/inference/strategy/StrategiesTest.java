package org.cbnet.inference.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.StageTimes;
import org.cbnet.inference.TinyBundle;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategiesTest {
  /** Exit 1 is sure of class 1. */
  private static final Frame EASY = frame(0, 255, 0, 0);

  /** Exit 1 has no preference, the rest prefers class 2. */
  private static final Frame HARD = frame(0, 0, 0, 0);

  private static final double EVEN_NATS = Math.log(3);

  @TempDir Path folder;

  @Test
  void answersTheLargestLogitWithItsProbability() throws IOException {
    Outcome.Classified answer = classify(whole("whole.onnx"), frame(0, 0, 255, 255));

    assertThat(answer.label()).isEqualTo(2);
    assertThat(answer.confidence()).isCloseTo(1f, within(1e-6f));
    assertThat(answer.exit()).isEqualTo("final");
  }

  @Test
  void readsPixelsAsUnsigned() throws IOException {
    Outcome.Classified answer = classify(whole("whole.onnx"), frame(200, 100, 0, 0));

    double first = Math.exp(20 * 200 / 255.0);
    double second = Math.exp(20 * 100 / 255.0);
    assertThat(answer.label()).isZero();
    assertThat((double) answer.confidence()).isCloseTo(first / (first + second + 1), within(1e-5));
  }

  @Test
  void totalTimeHoldsTheStages() throws IOException {
    StageTimes times = classify(whole("whole.onnx"), EASY).times();

    assertThat(times.preprocessNanos()).isNotNegative();
    assertThat(times.totalNanos()).isEqualTo(times.preprocessNanos() + times.edgeNanos());
    assertThat(times.convertNanos()).isEqualTo(StageTimes.NOT_MEASURED);
  }

  @Test
  void frameOfAnotherSizeFails() throws IOException {
    Frame large = new Frame("t10k-00007", new byte[9], 3, 3, 0);

    assertThat(infer(whole("whole.onnx"), large))
        .isEqualTo(
            new Outcome.Failed("shape", "frame t10k-00007 is 3 x 3, the network takes 2 x 2"));
  }

  @Test
  void notANumberFails() throws IOException {
    assertThat(infer(whole("nan.onnx"), EASY))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.reason()).isEqualTo("not-finite"));
  }

  @Test
  void goesOnAfterAFrameThatFailed() throws IOException {
    try (InferenceStrategy strategy = open(whole("whole.onnx"))) {
      strategy.infer(new Frame("bad", new byte[1], 1, 1, 0));

      assertThat(strategy.infer(EASY))
          .isInstanceOfSatisfying(
              Outcome.Classified.class, answer -> assertThat(answer.label()).isEqualTo(1));
    }
  }

  @Test
  void easyFrameLeavesAtExit1AndHardFrameGoesOn() throws IOException {
    try (InferenceStrategy strategy = open(earlyExit(0.5))) {
      assertAnswer(strategy.infer(EASY), 1, "exit1");
      assertAnswer(strategy.infer(HARD), 2, "final");
      assertAnswer(strategy.infer(EASY), 1, "exit1");
    }
  }

  @Test
  void restWorksOnTheFeaturesOfTheSameFrame() throws IOException {
    try (InferenceStrategy strategy = open(earlyExit(0.0))) {
      assertAnswer(strategy.infer(frame(255, 0, 0, 0)), 2, "final");
      assertAnswer(strategy.infer(frame(0, 0, 255, 0)), 0, "final");
    }
  }

  @Test
  void thresholdOfZeroLetsNothingLeaveEarly() throws IOException {
    assertThat(classify(earlyExit(0.0), EASY).exit()).isEqualTo("final");
  }

  @Test
  void entropyMustBeBelowTheThreshold() throws IOException {
    assertThat(classify(earlyExit(EVEN_NATS), HARD).exit()).isEqualTo("final");
    assertThat(classify(earlyExit(Math.nextUp(EVEN_NATS)), HARD).exit()).isEqualTo("exit1");
  }

  @Test
  void configuredThresholdGoesBeforeTheBundles() throws IOException {
    ModelBundle bundle = ModelBundle.load(earlyExit(0.0));

    try (InferenceStrategy strategy =
        Strategies.open(StrategyName.EARLY_EXIT, bundle, OptionalDouble.of(9))) {
      assertAnswer(strategy.infer(HARD), 0, "exit1");
    }
  }

  @Test
  void refusesEarlyExitWithoutAnyThreshold() throws IOException {
    assertRefusal(TinyBundle.earlyExit(folder, null), "has no entropyThresholdNats");
  }

  @Test
  void refusesABundleOfAnotherStrategy() throws IOException {
    ModelBundle bundle = ModelBundle.load(whole("whole.onnx"));

    assertThatThrownBy(() -> Strategies.open(StrategyName.CBNET, bundle, OptionalDouble.empty()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("is for strategy edge-full, not for cbnet");
  }

  @Test
  void refusesAShapeThatTheGraphDoesNotHave() throws IOException {
    assertRefusal(
        TinyBundle.whole(folder, "whole.onnx")
            .withModel("inputs", List.of(TinyBundle.tensor("image", 1, 1, 4))),
        "the manifest says input image is float [N, [1, 1, 4]]");
  }

  @Test
  void refusesImagesOfAnotherSizeThanTheGraphTakes() throws IOException {
    assertRefusal(
        TinyBundle.whole(folder, "whole.onnx").with("height", 28).with("width", 28),
        "takes images [1, 2, 2], the manifest says 28 x 28");
  }

  @Test
  void refusesMoreClassesThanTheGraphAnswers() throws IOException {
    assertRefusal(
        TinyBundle.whole(folder, "whole.onnx").with("classes", List.of("a", "b", "c", "d")),
        "answers [3] logits, the manifest names 4 classes");
  }

  @Test
  void refusesAnOutputThatTheManifestDoesNotName() throws IOException {
    assertRefusal(
        TinyBundle.whole(folder, "whole.onnx")
            .withModel("outputs", List.of(TinyBundle.tensor("scores", 3))),
        "output scores");
  }

  @Test
  void refusesAnInputOrOutputThatTheStrategyDoesNotKnow() throws IOException {
    assertRefusal(
        TinyBundle.whole(folder, "whole.onnx")
            .withModel("inputs", List.of(TinyBundle.tensor("photo", 1, 2, 2))),
        "whole.onnx must have the one input image: its inputs are [photo]");
    assertRefusal(
        TinyBundle.earlyExit(folder, 0.5)
            .withModel("outputs", List.of(TinyBundle.tensor("logits", 3))),
        "exit1.onnx");
  }

  @Test
  void closesMoreThanOnce() throws IOException {
    InferenceStrategy strategy = open(earlyExit(0.5));

    strategy.close();
    strategy.close();
  }

  private void assertRefusal(TinyBundle tiny, String reason) throws IOException {
    ModelBundle bundle = ModelBundle.load(tiny.write());
    StrategyName name = StrategyName.of(bundle.manifest().strategy());

    assertThatThrownBy(() -> Strategies.open(name, bundle, OptionalDouble.empty()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(reason);
  }

  private static void assertAnswer(Outcome outcome, int label, String exit) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Classified.class,
            answer -> {
              assertThat(answer.label()).isEqualTo(label);
              assertThat(answer.exit()).isEqualTo(exit);
            });
  }

  private Path whole(String file) throws IOException {
    return TinyBundle.whole(folder, file).write();
  }

  private Path earlyExit(double thresholdNats) throws IOException {
    return TinyBundle.earlyExit(folder, thresholdNats).write();
  }

  private static Outcome.Classified classify(Path bundle, Frame frame) throws IOException {
    return (Outcome.Classified) infer(bundle, frame);
  }

  private static Outcome infer(Path bundle, Frame frame) throws IOException {
    try (InferenceStrategy strategy = open(bundle)) {
      return strategy.infer(frame);
    }
  }

  private static InferenceStrategy open(Path folder) throws IOException {
    ModelBundle bundle = ModelBundle.load(folder);
    return Strategies.open(
        StrategyName.of(bundle.manifest().strategy()), bundle, OptionalDouble.empty());
  }

  private static Frame frame(int... pixels) {
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) pixels[i];
    }
    return new Frame("made-up-00000", bytes, 2, 2, Frame.UNLABELLED);
  }
}
