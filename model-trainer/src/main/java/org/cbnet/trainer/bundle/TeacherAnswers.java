package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
   * Runs a teacher's bundle, or reads what it answered to the same images before.
   *
   * @param teacher name of the network
   * @return logits by {@link Minibatch#teacherRow}
   * @throws MissingNetworkException where the folder is not there
   */
  public static float[][] of(String teacher, Path folder, TrainingData data) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new MissingNetworkException(teacher, folder);
    }
    ModelBundle bundle = ModelBundle.load(folder);
    AnswersFile file =
        new AnswersFile(
            folder.resolveSibling("." + folder.getFileName() + ".answers"),
            "%s %s %s".formatted(bundle.hash(), Provenance.data(data), Versions.ofProcess()));
    Optional<float[][]> before = file.read(2 * data.training().size());
    if (before.isPresent()) {
      return before.get();
    }
    float[][] logits = of(bundle, data);
    file.write(logits);
    return logits;
  }

  /** Runs a bundle that is at hand. */
  static float[][] of(ModelBundle bundle, TrainingData data) throws IOException {
    try (BundleAnswers answers = new BundleAnswers(bundle, data)) {
      return answers.ofMirroredToo(data.training());
    }
  }
}
