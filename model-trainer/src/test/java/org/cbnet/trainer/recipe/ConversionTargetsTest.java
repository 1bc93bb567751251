package org.cbnet.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.TinyData;
import org.cbnet.trainer.labelling.Difficulty;
import org.cbnet.trainer.training.Minibatch;
import org.cbnet.trainer.training.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversionTargetsTest {
  private static final int SIDE = 14;
  private static final TrainingData DATA = TinyData.data();
  private static final Minibatch BATCH = DATA.training().inOrder(0, 20);

  @Test
  void prototypeIsTheEasiestOfTheClassInTheSizeOfTheConvertedImage() {
    Difficulty difficulty = easiest(30);

    float[][] targets = targets(difficulty, EasyTarget.PROTOTYPE, 1);

    float[] easiest = DATA.training().inOrder(30, 1).values();
    assertThat(DATA.training().label(30)).isEqualTo(BATCH.labels()[0]);
    assertThat(targets[0]).isEqualTo(Reduced.to(easiest, 28, SIDE));
    assertThat(targets[10]).isEqualTo(targets[0]);
    assertThat(targets[1]).isNotEqualTo(targets[0]);
  }

  @Test
  void meanIsOverEasyImagesThatWereAnsweredRightly() {
    float[][] targets = targets(easiest(30), EasyTarget.MEAN, 1);

    double[] mean = new double[SIDE * SIDE];
    int count = 0;
    for (int i = 0; i < DATA.training().size(); i++) {
      if (DATA.training().label(i) == BATCH.labels()[0] && i % 3 != 0) {
        float[] image = Reduced.to(DATA.training().inOrder(i, 1).values(), 28, SIDE);
        count++;
        for (int p = 0; p < mean.length; p++) {
          mean[p] += image[p];
        }
      }
    }
    assertThat(targets[0][100]).isCloseTo((float) (mean[100] / count), within(1e-5f));
  }

  @Test
  void ofAClassWithoutAnEasyImageTheEasiestStandsForTheMean() {
    int size = DATA.training().size();
    boolean[] all = new boolean[size];
    Arrays.fill(all, true);
    Difficulty hard = new Difficulty(new double[size], all, all);

    assertThat(targets(hard, EasyTarget.MEAN, 1))
        .isDeepEqualTo(targets(hard, EasyTarget.PROTOTYPE, 1));
  }

  @Test
  void nearestOfAnEasyImageIsItself() {
    float[][] targets = targets(easiest(30), EasyTarget.NEAREST, 1);

    assertThat(targets[7]).isEqualTo(Reduced.to(DATA.training().inOrder(7, 1).values(), 28, SIDE));
    assertThat(targets[17]).isNotEqualTo(targets[7]);
  }

  @Test
  void permutedGivesNoClassItsOwnAndUsesEachOnce() {
    float[][] own = targets(easiest(30), EasyTarget.PROTOTYPE, 3);
    float[][] permuted = targets(easiest(30), EasyTarget.PERMUTED, 3);

    Set<List<Float>> used = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      assertThat(permuted[i]).isNotEqualTo(own[i]);
      used.add(boxed(permuted[i]));
    }
    assertThat(used).hasSize(10);
    assertThat(used).isEqualTo(new HashSet<>(Arrays.stream(own).map(row -> boxed(row)).toList()));
  }

  @ParameterizedTest
  @EnumSource(EasyTarget.class)
  void sameSeedAimsAtTheSame(EasyTarget target) {
    assertThat(targets(easiest(30), target, 5)).isDeepEqualTo(targets(easiest(30), target, 5));
  }

  @Test
  void noiseDiffersBetweenClassesAndSeeds() {
    float[][] noise = targets(easiest(30), EasyTarget.NOISE, 1);

    assertThat(noise[0]).isNotEqualTo(noise[1]).isEqualTo(noise[10]);
    assertThat(targets(easiest(30), EasyTarget.NOISE, 2)[0]).isNotEqualTo(noise[0]);
  }

  @Test
  void aClassWithoutAnyRightAnswerIsNamed() {
    int size = DATA.training().size();
    Difficulty none = new Difficulty(new double[size], new boolean[size], new boolean[size]);

    assertThatThrownBy(() -> targets(none, EasyTarget.PROTOTYPE, 1))
        .hasMessageContaining("no training image of class 0");
  }

  @Test
  void rowsAndTrialsSayWhatTheyBuildOn() {
    assertThat(needs("cbnet", "distilled")).containsExactly("branchynet");
    assertThat(needs("cbnet@margin", "plain")).containsExactly("lenet5");
    assertThat(needs("cbnet@dynamics", "plain")).isEmpty();
    assertThat(needs("cbnet", "plain+easy=margin")).containsExactly("lenet5");
    assertThat(needs("no-reconstruction", "plain")).isEmpty();
    assertThat(needs("no-image", "plain")).isEmpty();
    assertThat(needs("cbnet-16k4s4-b64-i14-8k2s2", "plain+image=0")).isEmpty();
    assertThatThrownBy(() -> Recipes.of("no-image-16k4s4-b64-i14-8k2s2"))
        .hasMessageContaining("no-image has a shape like");
    assertThatThrownBy(() -> Recipes.of("cbnet-16k4")).hasMessageContaining("unknown shape '16k4'");
  }

  private static List<String> needs(String network, String method) {
    return Recipes.of(network).needs(Method.parse(method), KnownDataSet.MNIST);
  }

  // One image is by far the easiest; every third is hard, the rest is easy, all are right.
  private static Difficulty easiest(int position) {
    int size = DATA.training().size();
    double[] scores = new double[size];
    boolean[] right = new boolean[size];
    boolean[] hard = new boolean[size];
    for (int i = 0; i < size; i++) {
      scores[i] = i == position ? 0 : 1 + i % 7;
      right[i] = true;
      hard[i] = i % 3 == 0;
    }
    return new Difficulty(scores, right, hard);
  }

  private static float[][] targets(Difficulty difficulty, EasyTarget target, long seed) {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] flat =
          new ConversionTargets(DATA, difficulty, SIDE)
              .of(target, new Seed(seed))
              .of(BATCH, manager)
              .toFloatArray();
      float[][] rows = new float[BATCH.size()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOfRange(flat, i * SIDE * SIDE, (i + 1) * SIDE * SIDE);
      }
      return rows;
    }
  }

  private static List<Float> boxed(float[] row) {
    Float[] boxed = new Float[row.length];
    for (int i = 0; i < row.length; i++) {
      boxed[i] = row[i];
    }
    return List.of(boxed);
  }
}
