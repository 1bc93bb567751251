package org.cbnet.cloud.rollout;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collection;
import java.util.Objects;

/**
 * A roll-out as every instance knows it. Times are milliseconds since 1970-01-01 UTC.
 *
 * @param number from 1; the newest rules where several select a device
 * @param plan what is wanted
 * @param state where it stands
 * @param step index into the plan's percentages
 * @param stepMillis when that step began
 * @param soakMillis when enough of its devices had reported; null before
 * @param startedBy who
 * @param startedMillis when
 * @param endedMillis when it was done or halted; null before
 * @param reason why it was halted; null where it was not
 * @param driver the instance that drives it; null where none has taken it yet
 * @param driverUntilMillis until when no other may
 */
public record Rollout(
    long number,
    RolloutPlan plan,
    State state,
    int step,
    long stepMillis,
    Long soakMillis,
    String startedBy,
    long startedMillis,
    Long endedMillis,
    String reason,
    String driver,
    long driverUntilMillis) {

  /** Where a roll-out stands. */
  public enum State {
    /** It goes from step to step. */
    RUNNING,
    /** All devices have it, and new ones get it, until a newer roll-out or a halt. */
    DONE,
    /** It was taken back, or stopped where it was. */
    HALTED
  }

  public Rollout {
    Objects.requireNonNull(plan, "plan is null");
    Objects.requireNonNull(state, "state is null");
    Objects.requireNonNull(startedBy, "startedBy is null");
    if (number < 1) {
      throw new IllegalArgumentException("number must be >= 1: " + number);
    }
    if (step < 0 || step >= plan.percentages().size()) {
      throw new IllegalArgumentException("no step %d of %s".formatted(step, plan.percentages()));
    }
  }

  static Rollout start(long number, RolloutPlan plan, String by, long nowMillis) {
    return new Rollout(
        number, plan, State.RUNNING, 0, nowMillis, null, by, nowMillis, null, null, null, 0);
  }

  /** By which people name it. */
  @JsonIgnore
  public String id() {
    return "r" + number;
  }

  /** Share of the devices in its scope that it speaks for, in percent. */
  @JsonIgnore
  public double percentage() {
    return state == State.HALTED && plan.backOnHalt() ? 0 : plan.percentages().get(step);
  }

  /** Whether it is for a device at all, at this step or a later one. */
  public boolean concerns(Collection<String> groups) {
    return plan.group() == null || groups.contains(plan.group());
  }

  /** Whether it speaks for a device now. */
  public boolean selects(String deviceId, Collection<String> groups) {
    return concerns(groups) && Selection.of(id(), deviceId) * 100 < percentage();
  }

  @JsonIgnore
  boolean isLastStep() {
    return step == plan.percentages().size() - 1;
  }

  Rollout drivenBy(String instance, long untilMillis) {
    return new Rollout(
        number,
        plan,
        state,
        step,
        stepMillis,
        soakMillis,
        startedBy,
        startedMillis,
        endedMillis,
        reason,
        instance,
        untilMillis);
  }

  Rollout withBackOnHalt(boolean back) {
    RolloutPlan changed =
        new RolloutPlan(
            plan.bundle(),
            plan.strategy(),
            plan.threshold(),
            plan.group(),
            plan.percentages(),
            plan.soakSeconds(),
            plan.limits(),
            back);
    return new Rollout(
        number,
        changed,
        state,
        step,
        stepMillis,
        soakMillis,
        startedBy,
        startedMillis,
        endedMillis,
        reason,
        driver,
        driverUntilMillis);
  }

  Rollout soaking(long nowMillis) {
    return at(State.RUNNING, step, stepMillis, nowMillis, null, null);
  }

  Rollout advanced(long nowMillis) {
    return at(State.RUNNING, step + 1, nowMillis, null, null, null);
  }

  Rollout done(long nowMillis) {
    return at(State.DONE, step, stepMillis, soakMillis, nowMillis, null);
  }

  Rollout halted(String why, long nowMillis) {
    return at(State.HALTED, step, stepMillis, soakMillis, nowMillis, why);
  }

  private Rollout at(State next, int at, long since, Long soak, Long ended, String why) {
    return new Rollout(
        number,
        plan,
        next,
        at,
        since,
        soak,
        startedBy,
        startedMillis,
        ended,
        why,
        driver,
        driverUntilMillis);
  }
}
