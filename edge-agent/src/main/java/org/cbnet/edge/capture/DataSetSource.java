package org.cbnet.edge.capture;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.inference.Frame;
import org.cbnet.inference.dataset.LabelledImages;

/**
 * Images of a data set as a {@link DataSetPlan} says, at a fixed rate or as fast as they are taken.
 *
 * <p>The frames of a pass are made before its first one is taken, so that nothing is decoded or
 * copied while somebody measures; the first pass's by the constructor. A later pass shares their
 * pixels and marks each id with {@code .} and its number: {@code t10k-00010}, then {@code
 * t10k-00010.1}.
 */
public final class DataSetSource implements FrameSource {
  private final DataSetSequence sequence;
  private final int passes;
  private final Frame[] byIndex;
  private final Capture.Image[] images;
  private final Pace pace;
  private int pass;
  private int next;
  private boolean ended;

  /**
   * @param framesPerSecond 0 for as fast as possible
   * @throws IllegalArgumentException where the data set does not have these images
   */
  public DataSetSource(
      LabelledImages set, DataSetPlan plan, double framesPerSecond, EdgeClock clock) {
    this.sequence = new DataSetSequence(set.dataSet(), set.size(), plan);
    this.passes = plan.passes();
    this.byIndex = new Frame[set.size()];
    this.images = new Capture.Image[sequence.length()];
    int[] order = sequence.pass(0);
    for (int i = 0; i < images.length; i++) {
      byIndex[order[i]] = set.frame(order[i]);
      images[i] = new Capture.Image(byIndex[order[i]]);
    }
    this.pace = new Pace(clock, framesPerSecond);
  }

  @Override
  public Capture poll(Duration timeout) throws InterruptedException {
    if (next == images.length && !ended) {
      beginPass();
    }
    if (ended) {
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
    ended = true;
  }

  private void beginPass() {
    pass++;
    if (pass == passes) {
      ended = true;
      return;
    }
    int[] order = sequence.pass(pass);
    for (int i = 0; i < order.length; i++) {
      Frame frame = byIndex[order[i]];
      images[i] =
          new Capture.Image(
              new Frame(
                  frame.id() + "." + pass,
                  frame.pixels(),
                  frame.height(),
                  frame.width(),
                  frame.trueLabel()));
    }
    next = 0;
  }
}
