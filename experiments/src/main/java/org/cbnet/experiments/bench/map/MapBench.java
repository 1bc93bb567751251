package org.cbnet.experiments.bench.map;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.bench.device.Backbone;
import org.cbnet.experiments.bench.device.Sized;
import org.cbnet.experiments.link.Link;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.strategy.DeviceSpeed;

/** Measures the whole map, cell by cell, with one cloud process and a link for each profile. */
final class MapBench {
  private final MapPlan plan;
  private final LabelledImages images;
  private final Backbone.Profiler profiler;
  private final Transport transport;
  private final MapStore store;
  private final MapProgress progress;
  private final MapEstimate estimate;
  private final List<MapCell> cells = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /** Opens a way to an offload server at an address. */
  interface Transport {
    Offloader open(URI server) throws IOException;
  }

  /**
   * @param store has the cells that need not be measured, and gets the others one by one
   */
  MapBench(
      MapPlan plan,
      LabelledImages images,
      Backbone.Profiler profiler,
      Transport transport,
      MapStore store,
      MapProgress progress) {
    this.plan = plan;
    this.images = images;
    this.profiler = profiler;
    this.transport = transport;
    this.store = store;
    this.progress = progress;
    this.estimate = new MapEstimate(plan);
  }

  /**
   * Measures. A cell that can't be measured is among the {@link #failures}, and others go on.
   *
   * @param server address of the offload server over HTTP/2
   * @throws IOException where a bundle, a link or the store fails
   */
  List<MapCell> measure(URI server) throws IOException {
    List<Backbone> backbones = new ArrayList<>();
    for (Path folder : plan.backbones()) {
      backbones.add(Backbone.load(folder, profiler));
    }
    announce(backbones);
    try (LinkNetwork network = LinkNetwork.calibrated(plan.seed())) {
      for (Backbone backbone : backbones) {
        LabelledImages sized = Sized.to(images, backbone.bundle().manifest());
        for (LinkProfile profile : plan.links()) {
          measure(network, server, backbone, sized, profile);
        }
      }
    }
    return List.copyOf(cells);
  }

  /** What could not be measured, and why. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  private void announce(List<Backbone> backbones) {
    int open = 0;
    double seconds = 0;
    for (Backbone backbone : backbones) {
      for (LinkProfile profile : plan.links()) {
        for (double speed : missing(backbone, profile)) {
          open++;
          seconds += estimate.seconds(backbone, speed, profile);
        }
      }
    }
    progress.begins(open, plan.cells() - open, seconds);
  }

  private List<Double> missing(Backbone backbone, LinkProfile profile) {
    return plan.speeds().stream()
        .filter(speed -> store.find(backbone.name(), speed, profile.name()).isEmpty())
        .toList();
  }

  private void measure(
      LinkNetwork network, URI server, Backbone backbone, LabelledImages sized, LinkProfile profile)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
    try (Link link = network.open(backbone.name() + "-" + profile.name(), address, profile);
        Offloader offloader = transport.open(link.url())) {
      for (double speed : plan.speeds()) {
        Optional<MapCell> kept = store.find(backbone.name(), speed, profile.name());
        if (kept.isPresent()) {
          cells.add(kept.get());
        } else {
          measure(backbone, sized, offloader, profile, speed);
        }
      }
    }
  }

  private void measure(
      Backbone backbone,
      LabelledImages sized,
      Offloader offloader,
      LinkProfile profile,
      double speed)
      throws IOException {
    double seconds = estimate.seconds(backbone, speed, profile);
    try {
      MapCell cell =
          new CellTrial(plan, backbone, sized, offloader, new DeviceSpeed(speed), profile)
              .measure();
      cells.add(cell);
      store.add(cell);
      progress.measured(cell, seconds);
    } catch (IllegalStateException | IllegalArgumentException e) {
      // A frame without an answer, say: half an hour of other cells is not thrown away for it.
      String what =
          "%s on 1/%.0f over %s: %s"
              .formatted(backbone.name(), speed, profile.name(), e.getMessage());
      failures.add(what);
      progress.failed(what, seconds);
    }
  }
}
