package org.cbnet.cloud.http;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cbnet.cloud.rollout.Progress;
import org.cbnet.cloud.rollout.Rollout;
import org.cbnet.cloud.rollout.RolloutLimits;

/**
 * A roll-out as it is answered. Times are ISO 8601.
 *
 * @param id for further questions
 * @param state running, done or halted
 * @param reason why it was halted
 * @param percentage of the devices that it speaks for now
 * @param step from 1
 * @param stepStarted when that step began
 * @param soakingSince when enough of its devices had reported
 * @param onHalt back or stay
 * @param progress null in lists
 */
record RolloutAnswer(
    String id,
    String state,
    String reason,
    double percentage,
    int step,
    String stepStarted,
    String soakingSince,
    String bundle,
    String strategy,
    Double threshold,
    String group,
    List<Double> percentages,
    long soakSeconds,
    RolloutLimits limits,
    String onHalt,
    String startedBy,
    String started,
    String ended,
    Reached progress) {

  /**
   * How far it has come.
   *
   * @param concerned devices that it reaches at its last step
   * @param selected devices of the present step
   * @param applied of those: they run the bundle
   * @param failed of those: they could not run it, or went back
   * @param pending of those: they have not said yet
   * @param results with the bundle since it began
   * @param labelled of which the true label is known
   * @param accuracy of those; null where there are none
   * @param p50Micros median time of a frame; null where there are no results
   */
  record Reached(
      long concerned,
      long selected,
      long applied,
      long failed,
      long pending,
      long results,
      long labelled,
      Double accuracy,
      Double p50Micros) {

    static Reached of(Progress progress) {
      var model = progress.model();
      return new Reached(
          progress.concerned(),
          progress.selected(),
          progress.applied(),
          progress.failed(),
          progress.selected() - progress.reported(),
          model.results(),
          model.labelled(),
          model.labelled() == 0 ? null : (double) model.correct() / model.labelled(),
          Double.isNaN(model.p50Micros()) ? null : model.p50Micros());
    }
  }

  static RolloutAnswer of(Rollout rollout, Optional<Progress> progress) {
    var plan = rollout.plan();
    return new RolloutAnswer(
        rollout.id(),
        rollout.state().name().toLowerCase(Locale.ROOT),
        rollout.reason(),
        rollout.percentage(),
        rollout.step() + 1,
        time(rollout.stepMillis()),
        time(rollout.soakMillis()),
        plan.bundle(),
        plan.strategy(),
        plan.threshold(),
        plan.group(),
        plan.percentages(),
        plan.soakSeconds(),
        plan.limits(),
        plan.backOnHalt() ? "back" : "stay",
        rollout.startedBy(),
        time(rollout.startedMillis()),
        time(rollout.endedMillis()),
        progress.map(Reached::of).orElse(null));
  }

  private static String time(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis).toString();
  }
}
