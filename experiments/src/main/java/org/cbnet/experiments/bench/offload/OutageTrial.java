package org.cbnet.experiments.bench.offload;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.experiments.link.Outage;
import org.cbnet.experiments.link.OutagePlan;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.planning.PlanListener;

/**
 * Links that go away and come back under every strategy that asks, each on a device of its own, all
 * at the same time; the outages are drawn beforehand, so that it is known when the link returned.
 */
final class OutageTrial {
  /** Of every strategy. */
  static final Duration DEADLINE = Duration.ofMillis(500);

  /** With so much on the device a frame is for the cloud over {@code lte} too. */
  static final Duration WHOLE = Duration.ofMillis(130);

  private static final Duration PERIOD = Duration.ofMillis(50);
  private static final Duration START = Duration.ofSeconds(60);

  private final Site site;
  private final List<Contender> contenders;
  private final OffloadSizes sizes;

  OutageTrial(Site site, List<Contender> contenders, OffloadSizes sizes) {
    this.site = site;
    this.contenders = List.copyOf(contenders);
    this.sizes = sizes;
  }

  /**
   * Measures all strategies at once.
   *
   * @param profile {@code flaky}, whose outages are drawn as it says, or {@code offline}, which
   *     comes and goes by turns
   */
  List<OutageRow> measure(OffloadTransport transport, LinkProfile profile)
      throws IOException, InterruptedException {
    ExecutorService devices =
        Executors.newFixedThreadPool(
            contenders.size(),
            task -> {
              Thread thread = new Thread(task, "camera");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<OutageRow>> running = new ArrayList<>();
      for (Contender each : contenders) {
        running.add(devices.submit(() -> film(each, transport, profile)));
      }
      List<OutageRow> rows = new ArrayList<>();
      for (Future<OutageRow> each : running) {
        rows.add(each.get());
      }
      return rows;
    } catch (ExecutionException e) {
      throw new IOException("frames can't be answered: " + e.getCause(), e);
    } finally {
      devices.shutdownNow();
    }
  }

  private OutageRow film(Contender contender, OffloadTransport transport, LinkProfile profile)
      throws IOException {
    String device = contender.strategy().id();
    List<Outage> outages =
        profile.equals(LinkProfiles.OFFLINE)
            ? Outages.alternating(sizes.away())
            : Outages.drawn(profile, sizes.seed() + device.hashCode());
    LinkProfile steady = profile.with(OutagePlan.none());
    try (Way way = site.way(device, transport, steady);
        InferenceStrategy strategy =
            contender.open(way.offloader(), DEADLINE, Optional.empty(), PlanListener.NONE)) {
      Camera camera = new Camera(strategy, contender.images(), PERIOD, sizes.frames());
      camera.awaitCloud(START);
      long begin = way.change(profile.with(OutagePlan.at(outages)));
      List<FrameRecord> frames = camera.call();
      return new OutageRow(
          transport,
          profile.name(),
          device,
          FrameTally.of(frames, DEADLINE),
          Returns.of(outages, begin, frames),
          way.offloader().counts());
    }
  }
}
