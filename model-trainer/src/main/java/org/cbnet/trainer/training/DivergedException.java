package org.cbnet.trainer.training;

/** A training's loss is no finite number any more; the message says from where on. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(int epoch, int step, float loss) {
    super(
        "the loss became %f in step %d of epoch %d: try another --seed, or lower the recipe's learning rate"
            .formatted(loss, step, epoch));
  }
}
