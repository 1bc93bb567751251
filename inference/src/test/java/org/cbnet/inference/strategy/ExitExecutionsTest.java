package org.cbnet.inference.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.TinyBundle;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a bundle's roles are, an early exit answers alike. */
class ExitExecutionsTest {
  /** Exit 1 is sure of class 1. */
  private static final Frame EASY = frame(0, 255, 0, 0);

  /** Exit 1 has no preference, the rest prefers class 2. */
  private static final Frame HARD = frame(0, 0, 0, 0);

  @TempDir Path folder;

  private enum Form {
    TWO_SESSIONS {
      @Override
      TinyBundle bundle(Path folder) throws IOException {
        return TinyBundle.earlyExit(folder, 0.5);
      }
    },
    ONE_GRAPH {
      @Override
      TinyBundle bundle(Path folder) throws IOException {
        return TinyBundle.conditional(folder, 0.5);
      }
    },
    STARTING_AGAIN {
      @Override
      TinyBundle bundle(Path folder) throws IOException {
        return TinyBundle.startingAgain(folder, 0.5);
      }
    };

    abstract TinyBundle bundle(Path folder) throws IOException;
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void easyFrameLeavesAtExit1AndHardFrameGoesOn(Form form) throws IOException {
    try (InferenceStrategy strategy = open(form, OptionalDouble.empty())) {
      assertAnswer(strategy.infer(EASY), 1, "exit1");
      assertAnswer(strategy.infer(HARD), 2, "final");
      assertAnswer(strategy.infer(EASY), 1, "exit1");
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void configuredThresholdGoesBeforeTheBundles(Form form) throws IOException {
    try (InferenceStrategy all = open(form, OptionalDouble.of(0));
        InferenceStrategy none = open(form, OptionalDouble.of(9))) {
      // At 0 even a frame whose entropy is 0 goes on.
      assertAnswer(all.infer(EASY), 1, "final");
      assertAnswer(none.infer(HARD), 0, "exit1");
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void theRestWorksOnTheSameFrame(Form form) throws IOException {
    try (InferenceStrategy strategy = open(form, OptionalDouble.of(0))) {
      assertAnswer(strategy.infer(frame(255, 0, 0, 0)), 2, "final");
      assertAnswer(strategy.infer(frame(0, 0, 255, 0)), 0, "final");
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void closesMoreThanOnce(Form form) throws IOException {
    InferenceStrategy strategy = open(form, OptionalDouble.empty());

    strategy.close();
    strategy.close();
  }

  @Test
  void refusesAConditionalGraphWhoseInputsAreOthers() throws IOException {
    TinyBundle.conditional(folder, 0.5)
        .withModel("inputs", List.of(TinyBundle.tensor("image", 1, 2, 2)))
        .write();
    ModelBundle bundle = ModelBundle.load(folder);

    assertThatThrownBy(
            () -> Strategies.open(StrategyName.EARLY_EXIT, bundle, OptionalDouble.empty()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("conditional.onnx must have the inputs image, threshold");
  }

  @Test
  void refusesASecondGraphThatTakesAnotherImage() throws IOException {
    TinyBundle.startingAgain(folder, 0.5)
        .withModel("inputs", List.of(TinyBundle.tensor("image", 4)))
        .write();
    ModelBundle bundle = ModelBundle.load(folder);

    assertThatThrownBy(
            () -> Strategies.open(StrategyName.EARLY_EXIT, bundle, OptionalDouble.empty()))
        .isInstanceOf(BundleException.class);
  }

  private InferenceStrategy open(Form form, OptionalDouble threshold) throws IOException {
    return Strategies.open(
        StrategyName.EARLY_EXIT, ModelBundle.load(form.bundle(folder).write()), threshold);
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

  private static Frame frame(int... pixels) {
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) pixels[i];
    }
    return new Frame("made-up-00000", bytes, 2, 2, Frame.UNLABELLED);
  }
}
