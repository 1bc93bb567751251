package org.cbnet.experiments.bench.offload;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.StrategyName;

/** Measures the parts one after the other, over each transport. */
final class OffloadBench {
  /** What can be measured by itself. */
  enum Part {
    /** A bandwidth that steps in mid-run. */
    STEP,
    /** Links that go away and come back. */
    OUTAGE,
    /** Devices that ask for more than the server can do. */
    CROWD
  }

  private final Path models;
  private final LabelledImages images;
  private final OffloadSizes sizes;
  private final PrintWriter progress;

  /**
   * @param models folder with a bundle for each network
   * @param progress is told what begins
   */
  OffloadBench(Path models, LabelledImages images, OffloadSizes sizes, PrintWriter progress) {
    this.models = models;
    this.images = images;
    this.sizes = sizes;
    this.progress = progress;
  }

  /** Measures; processes and files in the folder are gone when it returns. */
  OffloadReport measure(Path folder, Set<Part> parts, List<OffloadTransport> transports)
      throws IOException, InterruptedException {
    OffloadReport report = new OffloadReport();
    List<Path> bundles = List.of(bundle("heavy"), bundle("lenet"), bundle("branchynet"));
    List<String> devices =
        List.of(
            StepTrial.DEVICE,
            StrategyName.CLOUD_FULL.id(),
            StrategyName.EARLY_EXIT_OFFLOAD.id(),
            StrategyName.PARTITION.id());
    try (Site site = Site.open(folder, bundles, devices, sizes.seed(), progress)) {
      if (parts.contains(Part.STEP)) {
        step(site, transports, report);
      }
      if (parts.contains(Part.OUTAGE)) {
        outage(site, transports, report);
      }
      if (parts.contains(Part.CROWD)) {
        crowd(site, transports, report);
      }
    }
    return report;
  }

  private void step(Site site, List<OffloadTransport> transports, OffloadReport report)
      throws IOException, InterruptedException {
    Contender partition = Contender.partition(bundle("heavy"), StepTrial.WHOLE, images);
    for (OffloadTransport transport : transports) {
      site.say("STEP over %s, device 1/%.0f", transport, partition.speed().factor());
      report.add(new StepTrial(site, partition, sizes.phase()).measure(transport));
    }
  }

  private void outage(Site site, List<OffloadTransport> transports, OffloadReport report)
      throws IOException, InterruptedException {
    List<Contender> contenders =
        List.of(
            Contender.fixed(StrategyName.CLOUD_FULL, bundle("lenet"), images),
            Contender.fixed(StrategyName.EARLY_EXIT_OFFLOAD, bundle("branchynet"), images),
            Contender.partition(bundle("heavy"), OutageTrial.WHOLE, images));
    OutageTrial trial = new OutageTrial(site, contenders, sizes);
    for (OffloadTransport transport : transports) {
      for (LinkProfile profile : List.of(LinkProfiles.FLAKY, LinkProfiles.OFFLINE)) {
        site.say("OUTAGE over %s, %s", transport, profile.name());
        trial.measure(transport, profile).forEach(report::add);
      }
    }
  }

  private void crowd(Site site, List<OffloadTransport> transports, OffloadReport report)
      throws IOException, InterruptedException {
    CrowdTrial trial = new CrowdTrial(site, bundle("heavy"), images, sizes);
    for (OffloadTransport transport : transports) {
      site.say("CROWD over %s", transport);
      report.add(trial.alone(transport));
      site.say("CROWD over %s beside the aggregates", transport);
      report.add(trial.inCompany(transport));
    }
  }

  private Path bundle(String network) {
    return models.resolve(network);
  }
}
