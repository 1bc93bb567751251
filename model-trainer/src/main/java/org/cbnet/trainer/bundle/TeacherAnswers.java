package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Minibatch;

/**
 * What the teacher answers to every image trained on, as it is and mirrored: the same for all
 * networks, so it is computed once and not once an epoch. A shift by a pixel is answered as the
 * image unshifted, since it is to be the same thing.
 */
public final class TeacherAnswers {
  private TeacherAnswers() {}

  /**
   * Runs a teacher's bundle.
   *
   * @param teacher name of the network
   * @return logits by {@link Minibatch#teacherRow}
   * @throws MissingNetworkException where the folder is not there
   */
  public static float[][] of(String teacher, Path folder, TrainingData data) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new MissingNetworkException(teacher, folder);
    }
    try (BundleAnswers answers = new BundleAnswers(ModelBundle.load(folder), data)) {
      return answers.ofMirroredToo(data.training());
    }
  }
}
