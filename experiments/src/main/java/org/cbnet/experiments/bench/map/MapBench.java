package org.cbnet.experiments.bench.map;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
  private final Consumer<MapCell> each;

  /** Opens a way to an offload server at an address. */
  interface Transport {
    Offloader open(URI server) throws IOException;
  }

  /**
   * @param each is told every cell as soon as it is measured
   */
  MapBench(
      MapPlan plan,
      LabelledImages images,
      Backbone.Profiler profiler,
      Transport transport,
      Consumer<MapCell> each) {
    this.plan = plan;
    this.images = images;
    this.profiler = profiler;
    this.transport = transport;
    this.each = each;
  }

  /**
   * Measures.
   *
   * @param server address of the offload server over HTTP/2
   */
  List<MapCell> measure(URI server) throws IOException {
    List<MapCell> cells = new ArrayList<>();
    try (LinkNetwork network = LinkNetwork.calibrated(plan.seed())) {
      for (Path folder : plan.backbones()) {
        Backbone backbone = Backbone.load(folder, profiler);
        LabelledImages sized = Sized.to(images, backbone.bundle().manifest());
        for (LinkProfile profile : plan.links()) {
          measure(network, server, backbone, sized, profile, cells);
        }
      }
    }
    return cells;
  }

  private void measure(
      LinkNetwork network,
      URI server,
      Backbone backbone,
      LabelledImages sized,
      LinkProfile profile,
      List<MapCell> cells)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
    try (Link link = network.open(backbone.name() + "-" + profile.name(), address, profile);
        Offloader offloader = transport.open(link.url())) {
      for (double speed : plan.speeds()) {
        MapCell cell =
            new CellTrial(plan, backbone, sized, offloader, new DeviceSpeed(speed), profile)
                .measure();
        cells.add(cell);
        each.accept(cell);
      }
    }
  }
}
