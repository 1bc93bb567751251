package org.cbnet.experiments.bench.offload;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.planning.Decision;
import org.cbnet.inference.planning.PlanListener;

/** A bandwidth that steps down and up again under {@code partition}, over one transport. */
final class StepTrial {
  /** Longer than a round trip of the slow link, so that the cloud could go on to answer there. */
  static final Duration DEADLINE = Duration.ofSeconds(1);

  /** With so much on the device a frame is for the cloud on wifi, and for the device on 3g. */
  static final Duration WHOLE = Duration.ofMillis(80);

  static final String DEVICE = "step";

  private static final List<LinkProfile> LINKS =
      List.of(LinkProfiles.WIFI, LinkProfiles.THREE_G, LinkProfiles.WIFI);
  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final Duration START = Duration.ofSeconds(60);

  private final Site site;
  private final Contender partition;
  private final Duration phase;

  StepTrial(Site site, Contender partition, Duration phase) {
    this.site = site;
    this.partition = partition;
    this.phase = phase;
  }

  /** A decision and when it was taken. */
  private record Timed(Decision decision, long nanos) {}

  StepRow measure(OffloadTransport transport) throws IOException, InterruptedException {
    List<Timed> decisions = new ArrayList<>();
    PlanListener listener =
        each -> {
          decisions.add(new Timed(each, System.nanoTime()));
          site.say("  %s to %s, %s", each.before().id(), each.after().id(), each.reason());
        };
    try (Way way = site.way(DEVICE, transport, LINKS.get(0));
        InferenceStrategy strategy =
            partition.open(way.offloader(), DEADLINE, Optional.empty(), listener)) {
      Camera camera = new Camera(strategy, partition.images(), PERIOD, Integer.MAX_VALUE);
      camera.awaitCloud(START);
      List<Long> begins = new ArrayList<>();
      List<FrameRecord> frames = film(camera, way, begins);
      List<StepPhase> phases = new ArrayList<>();
      String before = "";
      for (int i = 0; i < LINKS.size(); i++) {
        long from = begins.get(i);
        long to = begins.get(i + 1);
        phases.add(
            StepPhase.of(
                LINKS.get(i).name(),
                frames.stream().filter(each -> isIn(each.beganNanos(), from, to)).toList(),
                decisions.stream().map(Timed::nanos).filter(at -> isIn(at, from, to)).toList(),
                from,
                before));
        before = phases.get(i).cut();
      }
      return new StepRow(transport, phases, frames.size(), duel(way, phases));
    }
  }

  // The camera has a thread of its own: steps come in the middle of frames.
  private List<FrameRecord> film(Camera camera, Way way, List<Long> begins)
      throws IOException, InterruptedException {
    FutureTask<List<FrameRecord>> task = new FutureTask<>(camera);
    Thread thread = new Thread(task, "camera");
    thread.setDaemon(true);
    begins.add(System.nanoTime());
    thread.start();
    try {
      for (int i = 0; i < LINKS.size(); i++) {
        if (i > 0) {
          begins.add(way.change(LINKS.get(i)));
          site.say("  now %s", LINKS.get(i).name());
        }
        TimeUnit.NANOSECONDS.sleep(phase.toNanos());
      }
    } finally {
      camera.stop();
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException("frames can't be answered: " + e.getCause(), e);
    } finally {
      begins.add(System.nanoTime());
    }
  }

  private CutDuel duel(Way way, List<StepPhase> phases) throws IOException {
    return new HeldCuts(partition, way, DEADLINE)
        .compare(phases.get(0).cut(), phases.get(1).cut(), LINKS.get(0), LINKS.get(1));
  }

  private static boolean isIn(long at, long from, long to) {
    return at - from >= 0 && at - to < 0;
  }
}
