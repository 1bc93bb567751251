package org.cbnet.cloud.rollout;

import java.util.List;
import java.util.Objects;
import org.cbnet.cloud.control.desired.Overlay;
import org.cbnet.cloud.control.table.ControlTable;
import org.cbnet.schemas.record.DesiredState;

/** What roll-outs want of devices: of each, what the newest wants that selects it. */
public final class RolloutOverlay implements Overlay {
  private final ControlTable<Rollout> table;

  /**
   * @param table of {@link RolloutTopic#TOPIC}
   */
  public RolloutOverlay(ControlTable<Rollout> table) {
    this.table = Objects.requireNonNull(table, "table is null");
  }

  @Override
  public Opinion of(String deviceId, List<String> groups) {
    return table.read(
        rows ->
            new Opinion(
                table.position(),
                Rollouts.of(rows.values(), deviceId, groups).map(RolloutOverlay::state)));
  }

  @Override
  public void listen(Runnable changed) {
    table.listen(keys -> changed.run());
  }

  private static DesiredState state(Rollout rollout) {
    RolloutPlan plan = rollout.plan();
    return DesiredState.newBuilder()
        .setRevision(rollout.number())
        .setBundle(plan.bundle())
        .setStrategy(plan.strategy())
        .setThreshold(plan.threshold())
        .setRequestedBy("roll-out %s of %s".formatted(rollout.id(), rollout.startedBy()))
        .build();
  }
}
