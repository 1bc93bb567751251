package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.Softmax;
import org.cbnet.inference.feature.FeatureException;
import org.cbnet.inference.offload.OffloadAnswer.Answered;
import org.cbnet.inference.offload.OffloadTensor;

/**
 * What a strategy does on the device for a frame, in this order: {@link #write}, {@link #compute},
 * and where that has not answered {@link #encode}, and {@link #finish} where the cloud does not.
 */
interface DeviceSide extends AutoCloseable {

  /** Pixels to input. */
  void write(Frame frame);

  /**
   * The device's part.
   *
   * @return the exit that has answered into the softmax; null where the rest is to be asked for
   */
  String compute(Softmax softmax) throws OrtException;

  /** Where the network is divided for this frame, see {@code Cut.id()}. */
  String cut();

  /** What the rest needs. */
  List<OffloadTensor> encode() throws FeatureException;

  /** What {@link #finish} is expected to take on this machine. */
  long finishNanos();

  /**
   * The rest, on the device.
   *
   * @return the exit that has answered into the softmax
   */
  String finish(Softmax softmax) throws OrtException;

  /**
   * The frame's device part is done; for those who plan by it.
   *
   * @param deviceNanos of writing, computing and encoding, as the device takes
   */
  default void deviceTook(long deviceNanos) {}

  /**
   * The cloud has answered.
   *
   * @param totalNanos since the frame began
   */
  default void cloudAnswered(Answered answer, int bytesUp, long totalNanos) {}

  /** Between two frames: a chance to choose anew. */
  default void plan(CloudLink link) {}

  /** Whether the link is to be known even while nobody asks over it. */
  default boolean plansByLink() {
    return false;
  }

  @Override
  void close();
}
