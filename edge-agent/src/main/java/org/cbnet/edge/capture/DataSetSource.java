package org.cbnet.edge.capture;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.inference.dataset.LabelledImages;

/**
 * Images of a data set in file order, at a fixed rate or as fast as they are taken.
 *
 * <p>All frames are made by the constructor, so that nothing is decoded or copied while somebody
 * measures.
 */
public final class DataSetSource implements FrameSource {
  private final Capture.Image[] images;
  private final Pace pace;
  private int next;

  /**
   * @param first index of the first image
   * @param frames how many; 0 for all that follow
   * @param framesPerSecond 0 for as fast as possible
   * @throws IllegalArgumentException where the data set does not have these images
   */
  public DataSetSource(
      LabelledImages set, int first, int frames, double framesPerSecond, EdgeClock clock) {
    if (first < 0 || first >= set.size() || frames < 0 || frames > set.size() - first) {
      throw new IllegalArgumentException(
          "%s has %d images: there are not %s from index %d on"
              .formatted(set.dataSet(), set.size(), frames == 0 ? "any" : frames, first));
    }
    this.images = new Capture.Image[frames == 0 ? set.size() - first : frames];
    for (int i = 0; i < images.length; i++) {
      images[i] = new Capture.Image(set.frame(first + i));
    }
    this.pace = new Pace(clock, framesPerSecond);
  }

  @Override
  public Capture poll(Duration timeout) throws InterruptedException {
    if (next == images.length) {
      return Capture.Empty.END;
    }
    long waitNanos = pace.untilDueNanos();
    if (waitNanos > 0) {
      TimeUnit.NANOSECONDS.sleep(Math.min(waitNanos, timeout.toNanos()));
      if (pace.untilDueNanos() > 0) {
        return Capture.Empty.NOTHING_YET;
      }
    }
    pace.taken();
    return images[next++];
  }

  @Override
  public void close() {
    next = images.length;
  }
}
