package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.util.Optional;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Offload;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.Softmax;
import org.cbnet.inference.StageTimes;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.feature.FeatureException;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.OffloadAnswer.Answered;
import org.cbnet.inference.offload.OffloadQuestion;

/**
 * A part on the device, the rest in the cloud, and an answer from the device where the cloud's is
 * not there by the deadline, or is not to be had.
 *
 * <p>No frame waits for the link longer than its deadline less what the local answer takes: that is
 * begun early enough to be there at the deadline, and dropped where the cloud's comes meanwhile.
 */
final class OffloadingStrategy implements InferenceStrategy {
  private final String name;
  private final String bundleHash;
  private final DeviceSide side;
  private final LocalAnswer local;
  private final CloudLink link;
  private final PixelInput pixels;
  private final Softmax softmax;
  private final DeviceSpeed speed;
  private final long deadlineNanos;

  OffloadingStrategy(
      String name,
      ModelBundle bundle,
      Offloading offloading,
      DeviceSpeed speed,
      DeviceSide side,
      LocalAnswer local) {
    this.name = name;
    this.bundleHash = bundle.hash();
    this.side = side;
    this.local = local;
    this.link = new CloudLink(bundleHash, offloading, side.plansByLink());
    this.pixels = new PixelInput(bundle.manifest());
    this.softmax = new Softmax(bundle.manifest().classes().size());
    this.speed = speed;
    this.deadlineNanos = offloading.deadline().toNanos();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome infer(Frame frame) {
    FrameTimes times = new FrameTimes();
    if (!pixels.accepts(frame)) {
      return Failures.shape(frame, pixels);
    }
    try {
      return infer(frame, times);
    } catch (OrtException e) {
      return Failures.runtime(e);
    }
  }

  @Override
  public void close() {
    side.close();
    local.close();
  }

  private Outcome infer(Frame frame, FrameTimes times) throws OrtException {
    link.tend();
    side.plan(link);
    DeviceSpeed.Begun begin = speed.begin();
    side.write(frame);
    speed.stretch(begin);
    times.preprocessed(begin.nanos());
    DeviceSpeed.Begun written = speed.begin();
    String exit = side.compute(softmax);
    speed.stretch(written);
    times.computed(written.nanos());
    if (exit != null) {
      side.deviceTook(times.elapsed());
      return softmax.finite() ? local(exit, times, Offload.NONE) : Failures.notFinite();
    }
    long patience = deadlineNanos - local.reserveNanos(side, speed);
    if (!link.isUp() || times.elapsed() >= patience) {
      return fallBack(frame, times, 0, 0);
    }
    Asked asked = ask(times, patience);
    return asked == null ? Failures.notFinite() : answer(frame, times, asked, patience);
  }

  // Null where the features are no numbers.
  private Asked ask(FrameTimes times, long patience) {
    DeviceSpeed.Begun begin = speed.begin();
    try {
      OffloadQuestion question = new OffloadQuestion(bundleHash, side.cut(), side.encode());
      speed.stretch(begin);
      times.encoded(begin.nanos());
      side.deviceTook(times.elapsed());
      return link.ask(question, Math.max(0, patience - times.elapsed()));
    } catch (FeatureException e) {
      return null;
    }
  }

  private Outcome answer(Frame frame, FrameTimes times, Asked asked, long patience)
      throws OrtException {
    long begin = System.nanoTime();
    Optional<OffloadAnswer> answer = asked.await(times.start() + patience);
    times.waited(begin);
    if (answer.isPresent()) {
      return answer.get() instanceof Answered label && softmax.has(label.label())
          ? remote(label, asked, times)
          : fallBack(frame, times, asked.bytesUp(), answer.get().bytesDown());
    }
    String exit = local.run(frame, side, softmax, speed, times);
    return asked.end().orElse(null) instanceof Answered label && softmax.has(label.label())
        ? remote(label, asked, times)
        : fellBack(exit, times, asked.bytesUp(), 0);
  }

  private Outcome remote(Answered answer, Asked asked, FrameTimes times) {
    side.cloudAnswered(answer, asked.bytesUp(), times.elapsed());
    times.answered(asked.tookNanos(), answer.queueNanos() + answer.cloudNanos());
    Offload offload = new Offload(side.cut(), asked.bytesUp(), answer.bytesDown(), false);
    return new Outcome.Classified(
        answer.label(), answer.confidence(), answer.exit(), times.end(), offload);
  }

  private Outcome fallBack(Frame frame, FrameTimes times, int bytesUp, int bytesDown)
      throws OrtException {
    String exit = local.run(frame, side, softmax, speed, times);
    return fellBack(exit, times, bytesUp, bytesDown);
  }

  private Outcome fellBack(String exit, FrameTimes times, int bytesUp, int bytesDown) {
    return softmax.finite()
        ? local(exit, times, new Offload(side.cut(), bytesUp, bytesDown, true))
        : Failures.notFinite();
  }

  private Outcome local(String exit, FrameTimes times, Offload offload) {
    StageTimes taken = times.end();
    return new Outcome.Classified(softmax.label(), softmax.confidence(), exit, taken, offload);
  }
}
