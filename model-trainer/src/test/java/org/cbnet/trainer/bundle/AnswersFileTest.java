package org.cbnet.trainer.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersFileTest {
  private static final float[][] ANSWERS = {{1.5f, -2, Float.MIN_VALUE}, {0, 3, 4}};

  @TempDir Path folder;
  private Path file;
  private AnswersFile answers;

  @BeforeEach
  void open() {
    file = folder.resolve(".teacher.answers");
    answers = new AnswersFile(file, "teacher of these images");
  }

  @Test
  void whatWasWrittenIsReadAndNothingElseLeft() throws IOException {
    assertThat(answers.read(2)).isEmpty();

    answers.write(ANSWERS);
    answers.write(ANSWERS);

    assertThat(answers.read(2).orElseThrow()).isDeepEqualTo(ANSWERS);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void answersOfAnotherTeacherOrOtherImagesAreNone() throws IOException {
    answers.write(ANSWERS);

    assertThat(new AnswersFile(file, "another").read(2)).isEmpty();
    assertThat(answers.read(3)).isEmpty();
  }

  @Test
  void aDamagedOrCutFileIsNone() throws IOException {
    answers.write(ANSWERS);
    byte[] whole = Files.readAllBytes(file);

    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      assertThat(answers.read(2)).as("byte %d damaged", at).isEmpty();
      Files.write(file, Arrays.copyOf(whole, at));
      assertThat(answers.read(2)).as("cut to %d bytes", at).isEmpty();
    }
  }
}
