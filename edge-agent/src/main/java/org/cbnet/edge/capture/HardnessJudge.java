package org.cbnet.edge.capture;

import java.util.BitSet;
import org.cbnet.inference.dataset.LabelledImages;

/** Tells hard images from easy ones, without their labels. */
public interface HardnessJudge {

  /**
   * Indices of the hard images.
   *
   * @param first index of the first image that is looked at
   * @throws IllegalArgumentException where it can't judge these images
   */
  BitSet hard(LabelledImages images, int first);
}
