package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import org.cbnet.inference.Softmax;

/**
 * One way to execute a network with an early exit. All answer alike; which one a bundle has follows
 * from the roles of its graphs.
 */
sealed interface ExitExecution extends AutoCloseable permits TwoGraphs, OneGraph {

  /** Where the image is written to before {@link #run}. */
  FloatBuffer input();

  /**
   * Classifies the image; the answer is then in the softmax, which says whether it is finite.
   *
   * @return the name of the exit that answered
   */
  String run(Softmax softmax) throws OrtException;

  @Override
  void close();
}
