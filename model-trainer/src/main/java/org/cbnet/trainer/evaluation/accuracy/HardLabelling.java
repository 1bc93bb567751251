package org.cbnet.trainer.evaluation.accuracy;

import java.util.BitSet;
import java.util.List;
import org.cbnet.inference.Frame;

/** Tells hard frames from easy ones, without their labels. */
public interface HardLabelling {
  /** What makes a frame hard, for people. */
  String description();

  /** Indices of the hard ones. */
  BitSet hard(List<Frame> frames);
}
