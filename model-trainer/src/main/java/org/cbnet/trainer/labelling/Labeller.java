package org.cbnet.trainer.labelling;

import org.cbnet.trainer.training.Examples;

/**
 * Tells easy images from hard ones. The paper asks an early-exit network; any classifier can say
 * it, and so can the way in which one learns.
 */
public interface Labeller {

  /** Looks at every image trained on. */
  Difficulty label(Examples training, Examples validation);
}
