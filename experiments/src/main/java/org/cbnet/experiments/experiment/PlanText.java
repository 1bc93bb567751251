package org.cbnet.experiments.experiment;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.Load;
import org.cbnet.experiments.definition.Schedule;
import org.cbnet.experiments.execution.Part;
import org.cbnet.experiments.execution.Runner;
import org.cbnet.inference.dataset.KnownDataSet;

/** What a run would do, before it does. */
final class PlanText {
  private static final double SECONDS_PER_MINUTE = 60;

  private PlanText() {}

  /**
   * A few lines.
   *
   * @param images at hand of each data set
   */
  static String of(Definition definition, Map<KnownDataSet, Integer> images) {
    Schedule schedule = definition.schedule();
    return String.format(
        Locale.ROOT,
        """
        %s: %s
          data sets   %s
          arms        %s (baseline: %s)
          conditions  links %s; device speeds %s
          schedule    %d %s x %d sessions x %d rounds x %s
          hypotheses  %s
          about %.0f min on a machine that does nothing else
        """,
        definition.name(),
        definition.question(),
        images.entrySet().stream()
            .map(each -> "%s (%d images)".formatted(each.getKey().id(), each.getValue()))
            .collect(Collectors.joining(", ")),
        definition.arms().stream().map(Arm::name).collect(Collectors.joining(", ")),
        definition.baseline(),
        String.join(", ", definition.links()),
        definition.deviceSpeeds().stream()
            .map(speed -> String.format(Locale.ROOT, "1/%.0f", speed))
            .collect(Collectors.joining(", ")),
        definition.replicates(),
        definition.steersDevices()
            ? "devices (" + String.join(", ", definition.agents()) + ")"
            : "processes",
        schedule.sessions(),
        schedule.rounds(),
        turns(definition),
        definition.hypotheses().isEmpty()
            ? "none: all figures are exploratory"
            : definition.hypotheses().stream()
                .map(each -> each.id() + " (" + each.dataSet() + ")")
                .collect(Collectors.joining(", ")),
        Math.ceil(Runner.estimateSeconds(definition, Part.of(definition)) / SECONDS_PER_MINUTE));
  }

  private static String turns(Definition definition) {
    Load load = definition.load();
    return load.hasLevels()
        ? "blocks of %.0f s at %s frames/s"
            .formatted(
                load.blockSeconds(),
                load.framesPerSecond().stream()
                    .map(rate -> String.format(Locale.ROOT, "%.3g", rate))
                    .collect(Collectors.joining(", ")))
        : "%d frames = %d frames an arm and condition"
            .formatted(definition.schedule().frames(), definition.schedule().framesPerArm());
  }
}
