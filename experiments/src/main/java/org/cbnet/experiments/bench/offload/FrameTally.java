package org.cbnet.experiments.bench.offload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.cbnet.experiments.bench.device.Quantiles;
import org.cbnet.experiments.bench.offload.FrameRecord.Answerer;

/**
 * Frames counted: {@code frames = cloud + device + fellBack + lost}.
 *
 * @param frames that strategies got
 * @param cloud answered by the cloud
 * @param device answered by the device, which was not to ask
 * @param fellBack answered by the device in the cloud's place
 * @param lost without an answer
 * @param late later than the deadline and {@link #ROOM}
 * @param p50Millis median from pixels to label; NaN of no frame
 * @param maxMillis longest; 0 of no frame
 */
record FrameTally(
    int frames,
    int cloud,
    int device,
    int fellBack,
    int lost,
    int late,
    double p50Millis,
    double maxMillis) {
  /** What a frame may take beyond its deadline. */
  static final Duration ROOM = Duration.ofMillis(20);

  private static final double NANOS_PER_MILLI = 1e6;

  static FrameTally of(List<FrameRecord> frames, Duration deadline) {
    long limit = deadline.plus(ROOM).toNanos();
    return new FrameTally(
        frames.size(),
        count(frames, Answerer.CLOUD),
        count(frames, Answerer.DEVICE),
        count(frames, Answerer.FALL_BACK),
        count(frames, Answerer.NOBODY),
        (int) frames.stream().filter(each -> each.tookNanos() > limit).count(),
        Quantiles.median(frames.stream().map(each -> each.tookNanos() / NANOS_PER_MILLI).toList()),
        frames.stream().mapToLong(FrameRecord::tookNanos).max().orElse(0) / NANOS_PER_MILLI);
  }

  /** Share of frames that were answered in time; 1 of no frame. */
  double inTimeShare() {
    return frames == 0 ? 1 : 1 - (double) (late + lost) / frames;
  }

  void put(ObjectNode node) {
    node.put("frames", frames)
        .put("cloud", cloud)
        .put("device", device)
        .put("fellBack", fellBack)
        .put("lost", lost)
        .put("late", late)
        .put("inTimeShare", inTimeShare())
        .put("p50Millis", p50Millis)
        .put("maxMillis", maxMillis);
  }

  private static int count(List<FrameRecord> frames, Answerer answerer) {
    return (int) frames.stream().filter(each -> each.answerer() == answerer).count();
  }
}
