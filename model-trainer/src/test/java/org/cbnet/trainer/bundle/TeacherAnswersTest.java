package org.cbnet.trainer.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.cbnet.trainer.TinyData;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherAnswersTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(0);

  @TempDir Path models;

  @Test
  void aTeacherIsAskedOnceAndAnotherInItsPlaceAgain() throws IOException {
    TrainingData data = TinyData.data();
    Path teacher = train(data, 1);
    float[][] first = TeacherAnswers.of("lenet5", teacher, data);
    Path file = models.resolve(".lenet5.answers");
    Files.setLastModifiedTime(file, LONG_AGO);

    assertThat(TeacherAnswers.of("lenet5", teacher, data)).isDeepEqualTo(first);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);

    train(data, 2);
    float[][] other = TeacherAnswers.of("lenet5", teacher, data);

    assertThat(other.length).isEqualTo(first.length);
    assertThat(other[0]).isNotEqualTo(first[0]);
    assertThat(TeacherAnswers.of("lenet5", teacher, data.share(0.5)).length)
        .isEqualTo(first.length / 2);
  }

  private Path train(TrainingData data, long seed) throws IOException {
    Path place = models.resolve("lenet5");
    new TrainingRun(data, models::resolve)
        .train(
            Recipes.of("lenet5"), Method.PLAIN.withEpochs(1), seed, place, TrainingListener.SILENT);
    return place;
  }
}
