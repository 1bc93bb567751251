package org.cbnet.trainer.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.Frame;

/**
 * What a model answered to the trial images.
 *
 * @param kind of its answers
 * @param answers one an image
 */
record Trial(AnswerKind kind, List<Answered> answers) {
  Trial {
    answers = List.copyOf(answers);
  }

  /**
   * One image and what the model answered.
   *
   * @param values one a class
   */
  @SuppressWarnings("ArrayRecordComponent") // made for one reader
  record Answered(Frame frame, float[] values) {
    // Of two nearly equal answers another order of sums may choose the other.
    private static final double TOLERANCE = 1e-3;

    /** Whether a class has the largest answer, or one as good as the largest. */
    boolean isLargest(int label) {
      float largest = values[label];
      for (float value : values) {
        largest = Math.max(largest, value);
      }
      return largest - values[label] <= TOLERANCE * Math.max(1, Math.abs(largest));
    }
  }

  // Sums of up to some thousand rounded floats.
  private static final double SUM_TOLERANCE = 1e-3;

  /** Runs the model as it is on every trial image, and refuses what no strategy could use. */
  static Trial run(OnnxSource source, ImageInput input, Answers answers, ImportRequest request)
      throws ImportException {
    List<Answered> answered = new ArrayList<>();
    boolean probabilities = true;
    try (OnnxTrial trial = new OnnxTrial(source, input, source.bytes())) {
      for (Map.Entry<String, Frame> entry : TrialImages.of(input.size()).entrySet()) {
        OnnxTrial.Answer answer = trial.run(image(entry.getValue(), request), answers.name());
        checkShape(source, answers, answer, request);
        checkFinite(source, answers, answer, entry.getKey());
        probabilities &= isDistribution(answer.values());
        if (request.probabilities() && !probabilities) {
          throw new ImportException(
              source.file(),
              "--probabilities: output '%s' is no distribution for an image of %s, %s: leave the option out"
                  .formatted(answers.name(), entry.getKey(), describe(answer.values())));
        }
        answered.add(new Answered(entry.getValue(), answer.values()));
      }
    }
    return new Trial(kind(answers, probabilities), answered);
  }

  /** A frame as the network takes it. */
  static float[] image(Frame frame, ImportRequest request) {
    float[] table = request.preprocessing().table();
    float[] image = new float[frame.pixels().length];
    for (int i = 0; i < image.length; i++) {
      image[i] = table[frame.pixels()[i] & 0xff];
    }
    return image;
  }

  // Logits that are in 0..1 and add up to 1 for every image are not to be expected of chance.
  private static AnswerKind kind(Answers answers, boolean probabilities) {
    if (answers.endsInSoftmax()) {
      return AnswerKind.SOFTMAX;
    }
    return probabilities ? AnswerKind.PROBABILITIES : AnswerKind.LOGITS;
  }

  private static void checkShape(
      OnnxSource source, Answers answers, OnnxTrial.Answer answer, ImportRequest request)
      throws ImportException {
    long[] shape = answer.shape();
    if (shape.length != 2 || shape[0] != 1) {
      throw new ImportException(
          source.file(),
          "output '%s' is %s for one image: it must be [1, classes]; add a reshape and export again"
              .formatted(answers.name(), Arrays.toString(shape)));
    }
    if (shape[1] != request.classes().size()) {
      throw new ImportException(
          source.file(),
          "output '%s' has %d values, --classes names %d (%s): name one class for each value"
              .formatted(
                  answers.name(),
                  shape[1],
                  request.classes().size(),
                  String.join(", ", request.classes())));
    }
  }

  private static void checkFinite(
      OnnxSource source, Answers answers, OnnxTrial.Answer answer, String image)
      throws ImportException {
    for (float value : answer.values()) {
      if (!Float.isFinite(value)) {
        throw new ImportException(
            source.file(),
            "output '%s' is %s for an image of %s: give --scale, --mean and --std as in its training, or mend the model"
                .formatted(answers.name(), describe(answer.values()), image));
      }
    }
  }

  private static boolean isDistribution(float[] values) {
    double sum = 0;
    for (float value : values) {
      if (value < 0 || value > 1 + SUM_TOLERANCE) {
        return false;
      }
      sum += value;
    }
    return Math.abs(sum - 1) <= SUM_TOLERANCE;
  }

  private static String describe(float[] values) {
    int shown = Math.min(values.length, 10);
    String text = Arrays.toString(Arrays.copyOf(values, shown));
    return shown == values.length ? text : text.replace("]", ", ...]");
  }
}
