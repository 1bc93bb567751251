package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Labels and a teacher's softened answers together (Hinton et al. 2015): {@code (1 - a) CE(labels)
 * + a T^2 CE(teacher at T, student at T)}. The squared temperature keeps the two gradients in
 * proportion.
 */
public final class Distillation implements Target {
  /** Softens both answers; the same for every network. */
  public static final double TEMPERATURE = 4;

  /** Weight of the teacher. */
  public static final double TEACHER_WEIGHT = 0.9;

  private final Target labels;
  private final float[][] soft;

  /**
   * @param teacherLogits by {@link Minibatch#teacherRow}: two rows an example of the training part,
   *     as it is and mirrored
   */
  public Distillation(float[][] teacherLogits, int classes) {
    this.labels = Target.labels(classes);
    this.soft = new float[teacherLogits.length][];
    for (int i = 0; i < soft.length; i++) {
      soft[i] = Logits.softmax(teacherLogits[i], TEMPERATURE);
    }
  }

  @Override
  public NDArray loss(NDArray logits, Minibatch batch, NDManager manager) {
    NDArray teacher = batch.rowsByExample(manager, soft);
    NDArray softened = Losses.weighted(logits, 1 / TEMPERATURE);
    return Losses.weighted(labels.loss(logits, batch, manager), 1 - TEACHER_WEIGHT)
        .add(
            Losses.weighted(
                Losses.crossEntropy(softened, teacher),
                TEACHER_WEIGHT * TEMPERATURE * TEMPERATURE));
  }
}
