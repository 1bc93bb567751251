package org.cbnet.experiments.report;

import java.util.ArrayList;
import java.util.List;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.summary.Environment;
import org.cbnet.experiments.summary.Summary;

/** What could make the figures tell something else than they seem to, as far as the run knows. */
final class Threats {
  // Below about this many clusters a bootstrap's interval is known to be too narrow
  // (Cameron, Gelbach and Miller, Review of Economics and Statistics, 2008).
  private static final int FEW_JVMS = 30;

  private Threats() {}

  static List<String> of(Summary summary) {
    Definition definition = summary.definition();
    Environment environment = summary.environment();
    List<String> lines = new ArrayList<>();
    if (!environment.architecture().equals("aarch64")) {
      lines.add(
          "%s: another processor has other caches, vector units and memory, so ratios may differ there as well as times."
              .formatted(environment.heading()));
    }
    if (definition.deviceSpeeds().stream().anyMatch(speed -> speed > 1)) {
      lines.add(
          "Slow devices are emulated: their time is stretched, and whatever else makes a slow"
              + " processor slow in other ways, such as small caches, is not.");
    }
    if (definition.links().stream().anyMatch(link -> !link.equals(Condition.NO_LINK))) {
      lines.add("Links are emulated: delay, rate and outages by profile, no real radio.");
    }
    if (definition.offloads()) {
      lines.add(
          "Device and cloud are the same processor (%d cores): a cloud is not faster than the device but where the device's speed is emulated, and both take time from each other."
              .formatted(environment.cores()));
    }
    if (Methods.anyModelled(summary)) {
      lines.add(
          "Modelled energy follows from CPU time: it repeats what latency says and cannot contradict"
              + " it. No meter was read for it.");
    }
    if (definition.replicates() < FEW_JVMS) {
      lines.add(
          "The bootstrap has %d JVMs (or devices) as clusters; with few of them intervals tend to be too narrow."
              .formatted(definition.replicates()));
    }
    IntervalWidths.of(summary).ifPresent(lines::add);
    lines.add(
        "Accuracy is of one trained bundle an arm: its interval is over images, and tells nothing of"
            + " how another training would come out.");
    lines.add(quiet(environment));
    return lines;
  }

  private static String quiet(Environment environment) {
    return "Other load: load average %s at the start, %s %% of processor time taken by the hypervisor for others, frequency governor %s."
        .formatted(
            Figures.fixed(2, environment.load1Minute()),
            Figures.percent(environment.stealShare()),
            environment.governor());
  }
}
