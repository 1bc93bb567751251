package org.cbnet.trainer.bundle;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.training.Minibatch;

/**
 * What the teacher answers to every image trained on, as it is and mirrored: the same for all
 * networks, so it is computed once and not once an epoch. A shift by a pixel is answered as the
 * image unshifted, since it is to be the same thing.
 */
public final class TeacherAnswers {
  private static final int BATCH = 250;
  private static final String INPUT = "image";
  private static final String OUTPUT = "logits";

  private TeacherAnswers() {}

  /**
   * Runs a teacher's bundle, or reads what it answered to the same images before.
   *
   * @return logits by {@link Minibatch#teacherRow}
   * @throws MissingNetworkException where the folder is not there
   */
  public static float[][] of(Path folder, TrainingData data) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new MissingNetworkException(Recipes.TEACHER, folder);
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
    float[][] answers = of(bundle, data);
    file.write(answers);
    return answers;
  }

  private static float[][] of(ModelBundle bundle, TrainingData data) throws IOException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Examples examples = data.training();
    float[][] answers = new float[2 * examples.size()][];
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(bundle.graph("whole"), options)) {
        for (int from = 0; from < examples.size(); from += BATCH) {
          int count = Math.min(BATCH, examples.size() - from);
          put(answers, from, false, run(environment, session, examples.inOrder(from, count), data));
          put(answers, from, true, run(environment, session, examples.mirrored(from, count), data));
        }
      }
    } catch (OrtException e) {
      throw new IOException("the teacher in %s does not run: %s".formatted(bundle.folder(), e), e);
    }
    return answers;
  }

  private static void put(float[][] answers, int from, boolean mirrored, float[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      answers[Minibatch.teacherRow(from + i, mirrored)] = rows[i];
    }
  }

  private static float[][] run(
      OrtEnvironment environment, OrtSession session, Minibatch batch, TrainingData data)
      throws OrtException {
    long[] shape = {batch.size(), 1, data.source().height(), data.source().width()};
    try (OnnxTensor input =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(batch.values()), shape);
        OrtSession.Result result = session.run(Map.of(INPUT, input))) {
      return (float[][]) result.get(OUTPUT).orElseThrow().getValue();
    }
  }
}
