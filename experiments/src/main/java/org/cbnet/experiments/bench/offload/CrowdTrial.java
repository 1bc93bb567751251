package org.cbnet.experiments.bench.offload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.experiments.bench.device.Sized;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.feature.ImageEncoder;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.offload.OffloadTensor;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.Partition;

/**
 * A crowd that asks for twice what the server can do, which is measured right before: the whole of
 * {@code heavy} for every frame, without links.
 */
final class CrowdTrial {
  /** Of what the server can do. */
  static final double OVERLOAD = 2;

  private final Site site;
  private final OffloadSizes sizes;
  private final OffloadQuestion question;

  CrowdTrial(Site site, Path bundle, LabelledImages images, OffloadSizes sizes) throws IOException {
    this.site = site;
    this.sizes = sizes;
    this.question = question(ModelBundle.load(bundle), images);
  }

  CrowdRow alone(OffloadTransport transport) throws IOException, InterruptedException {
    return measure(transport, Optional.empty());
  }

  CrowdRow inCompany(OffloadTransport transport) throws IOException, InterruptedException {
    try (Company company = new Company(site.stack(), site.broker(), sizes.fleet(), sizes.load())) {
      return measure(transport, Optional.of(company));
    }
  }

  private CrowdRow measure(OffloadTransport transport, Optional<Company> company)
      throws IOException, InterruptedException {
    try (Crowd crowd = crowd(transport);
        ServerWatch watch = new ServerWatch(site.server())) {
      crowd.connect();
      double capacity = crowd.capacity(sizes.load());
      site.say("  %.0f answers a second, now %.0f times that", capacity, OVERLOAD);
      long resident = watch.residentBytes();
      Map<String, Double> before = watch.metrics();
      double offered = crowd.film(OVERLOAD * capacity, sizes.load(), sizes.seed());
      Map<String, Double> after = settled(watch);
      site.say("  a refusal: %s", crowd.devices().get(0).refusal());
      List<FrameRecord> frames =
          crowd.devices().stream().flatMap(each -> each.records().stream()).toList();
      return new CrowdRow(
          transport,
          crowd.devices().size(),
          capacity,
          offered,
          crowd.devices().stream().mapToLong(CrowdDevice::mostStartLateNanos).max().orElse(0),
          FrameTally.of(frames, CrowdDevice.DEADLINE),
          crowd.devices().stream().mapToInt(CrowdDevice::computedLate).sum(),
          crowd.counts(),
          ServerFigures.between(before, after),
          resident,
          watch.mostResidentBytes(),
          company.isPresent() ? Optional.of(company.get().account()) : Optional.empty());
    }
  }

  // What was asked last may still be on its way or waiting.
  private static Map<String, Double> settled(ServerWatch watch)
      throws IOException, InterruptedException {
    Thread.sleep(2 * CrowdDevice.DEADLINE.toMillis());
    return watch.metrics();
  }

  private Crowd crowd(OffloadTransport transport) {
    List<CrowdDevice> devices = new ArrayList<>();
    for (int i = 0; i < sizes.devices(); i++) {
      String name = "crowd-" + i;
      Offloader offloader =
          transport == OffloadTransport.KAFKA
              ? Way.overKafka(name, site.broker())
              : Way.overHttp2(name, site.server().address());
      devices.add(new CrowdDevice(offloader, question));
    }
    return new Crowd(devices);
  }

  private static OffloadQuestion question(ModelBundle bundle, LabelledImages images)
      throws IOException {
    Cut input = Partition.of(bundle).cut(Cut.INPUT);
    CutTensor image = input.tensors().get(0);
    LabelledImages sized = Sized.to(images, bundle.manifest());
    try (ImageEncoder encoder = new ImageEncoder(sized.height(), sized.width())) {
      return new OffloadQuestion(
          bundle.hash(),
          input.id(),
          List.of(
              new OffloadTensor(
                  image.name(), image.shape(), encoder.encode(sized.frame(0).pixels()))));
    }
  }
}
