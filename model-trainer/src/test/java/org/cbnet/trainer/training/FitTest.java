package org.cbnet.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.cbnet.trainer.TinyData;
import org.cbnet.trainer.network.ConversionShape;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.ParameterSpec;
import org.cbnet.trainer.network.Segment;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.torch.TorchNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitTest {
  private static final Seed SEED = new Seed(1);
  private static final NetworkDescription CBNET =
      ConversionShape.parse("16k4s4-32k3s2-b64-i14-8k2s2").network("cbnet");
  private static final Objective OBJECTIVE =
      new JointConversionObjective(ImageTarget.byClass(new float[10][196]), Target.labels(10), 0.1);

  private final TrainingData data = TinyData.data();

  @Test
  void learnsWhatCanBeLearnt() {
    Fitted fitted = fit(1, 6);

    assertThat(fitted.best().validationAccuracy()).isGreaterThan(0.9);
    assertThat(fitted.epochs().get(5).loss()).isLessThan(fitted.epochs().get(0).loss() / 2);
  }

  @Test
  void sameSeedGivesTheSameWeights() {
    assertThat(values(fit(3, 2).weights())).isDeepEqualTo(values(fit(3, 2).weights()));
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    assertThat(Arrays.deepEquals(values(fit(3, 1).weights()), values(fit(4, 1).weights())))
        .isFalse();
  }

  @Test
  void keepsTheWeightsOfTheBestEpoch() {
    Fitted fitted = fit(1, 4);

    assertThat(fitted.best().validationAccuracy())
        .isEqualTo(
            fitted.epochs().stream()
                .mapToDouble(EpochReport::validationAccuracy)
                .max()
                .orElseThrow());
    try (var network = new TorchNetwork(CBNET, fitted.weights(), List.of())) {
      assertThat(Accuracy.of(network, OBJECTIVE, data.validation()))
          .isEqualTo(fitted.best().validationAccuracy());
    }
  }

  @Test
  void frozenSegmentsStayAsTheyWere() {
    Weights start = Weights.initial(CBNET.segments(), new SplittableRandom(1));
    Objective onlyClassifier = new Frozen(OBJECTIVE, List.of(Networks.CLASSIFIER));

    Fitted fitted =
        new Fit(schedule(1), SEED, Checkpoints.NONE, TrainingListener.SILENT)
            .run(CBNET, start, onlyClassifier, data.training(), data.validation());

    String frozen = "converter.0.weight";
    String trained = "classifier.0.weight";
    assertThat(fitted.weights().get(frozen)).isEqualTo(start.get(frozen));
    assertThat(fitted.weights().get(trained)).isNotEqualTo(start.get(trained));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aTrainingThatWasStoppedEndsAsIfItHadNot(int stoppedAfter) {
    Fitted whole = fit(5, 3);
    Kept kept = new Kept(stoppedAfter);

    assertThatThrownBy(() -> fit(5, 3, kept, TrainingListener.SILENT))
        .isInstanceOf(Kept.Stopped.class);
    Fitted resumed = fit(5, 3, kept, TrainingListener.SILENT);

    assertThat(values(resumed.weights())).isDeepEqualTo(values(whole.weights()));
    assertThat(resumed.epochs()).isEqualTo(whole.epochs());
    assertThat(resumed.best()).isEqualTo(whole.best());
  }

  @Test
  void aFinishedTrainingIsNotRepeated() {
    Kept kept = new Kept(Integer.MAX_VALUE);
    Fitted first = fit(5, 2, kept, TrainingListener.SILENT);
    kept.stopAfter(0);

    Fitted again = fit(5, 2, kept, TrainingListener.SILENT);

    assertThat(values(again.weights())).isDeepEqualTo(values(first.weights()));
  }

  @Test
  void aLossThatIsNoNumberEndsTheTraining() {
    float[][] easyImages = new float[10][196];
    easyImages[3][0] = Float.NaN;
    Fit fit = new Fit(schedule(2), SEED, Checkpoints.NONE, TrainingListener.SILENT);
    Weights start = Weights.initial(CBNET.segments(), new SplittableRandom(1));
    Objective objective =
        new JointConversionObjective(ImageTarget.byClass(easyImages), Target.labels(10), 1);

    assertThatThrownBy(() -> fit.run(CBNET, start, objective, data.training(), data.validation()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("NaN in step 1 of epoch 1");
  }

  @Test
  void tellsOfEveryStepAndEpoch() {
    List<String> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void resumed(int epochs, List<EpochReport> done) {
            heard.add("resumed " + done.size() + "/" + epochs);
          }

          @Override
          public void step(int epoch, int epochs, int done, int steps) {
            heard.add("step " + epoch + "/" + epochs + " " + done + "/" + steps);
          }

          @Override
          public void epoch(int epochs, EpochReport report) {
            heard.add("epoch " + report.epoch() + "/" + epochs);
          }
        };

    new Fit(schedule(1), SEED, Checkpoints.NONE, listener)
        .run(
            CBNET,
            Weights.initial(CBNET.segments(), new SplittableRandom(1)),
            OBJECTIVE,
            data.training().first(50),
            data.validation());

    assertThat(heard).containsExactly("step 1/1 1/2", "step 1/1 2/2", "epoch 1/1");
  }

  private Fitted fit(long seed, int epochs) {
    return fit(seed, epochs, Checkpoints.NONE, TrainingListener.SILENT);
  }

  private Fitted fit(long seed, int epochs, Checkpoints checkpoints, TrainingListener listener) {
    Weights start = Weights.initial(CBNET.segments(), new SplittableRandom(seed));
    return new Fit(schedule(epochs), new Seed(seed), checkpoints, listener)
        .run(CBNET, start, OBJECTIVE, data.training(), data.validation());
  }

  private static Schedule schedule(int epochs) {
    return new Schedule(epochs, 32, 5e-3, new Augmentation(false, 1));
  }

  private static float[][] values(Weights weights) {
    return CBNET.segments().stream()
        .map(Segment::parameters)
        .flatMap(List::stream)
        .map(ParameterSpec::name)
        .map(weights::get)
        .toArray(float[][]::new);
  }

  /** Keeps a checkpoint in memory, and stops a training by force. */
  private static final class Kept implements Checkpoints {
    private int left;
    private Checkpoint latest;

    Kept(int stopAfter) {
      this.left = stopAfter;
    }

    void stopAfter(int epochs) {
      left = epochs;
    }

    @Override
    public Optional<Checkpoint> latest(String settings) {
      return Optional.ofNullable(latest);
    }

    @Override
    public void save(String settings, Checkpoint checkpoint) {
      latest = checkpoint;
      left--;
      if (left == 0) {
        left = Integer.MAX_VALUE;
        throw new Stopped();
      }
    }

    private static final class Stopped extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }
  }

  /** The same loss, for fewer segments. */
  private record Frozen(Objective whole, List<String> trained) implements Objective {
    @Override
    public Result evaluate(TorchNetwork network, Minibatch batch, NDManager manager) {
      return whole.evaluate(network, batch, manager);
    }

    @Override
    public NDList logits(TorchNetwork network, Minibatch batch, NDManager manager) {
      return whole.logits(network, batch, manager);
    }

    @Override
    public Decision decision() {
      return whole.decision();
    }
  }
}
