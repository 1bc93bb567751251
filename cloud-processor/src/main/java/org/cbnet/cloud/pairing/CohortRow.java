package org.cbnet.cloud.pairing;

import java.util.ArrayList;
import java.util.List;
import org.cbnet.cloud.state.CohortState;
import org.cbnet.cloud.state.StateFormat;

/** What became of the outcomes of a cohort, in one partition. Not thread-safe. */
public final class CohortRow {
  /** Arms that a cohort's frames are remembered of; outcomes of more are unexpected. */
  public static final int MAX_ARMS = 64;

  private final List<Arm> arms = new ArrayList<>();
  private final PairingCounts counts;
  private int declaredArms;
  private long lastAppendMillis;

  private CohortRow(PairingCounts counts) {
    this.counts = counts;
  }

  /** Of nothing. */
  public static CohortRow empty() {
    return new CohortRow(new PairingCounts());
  }

  /** As {@link #toState()} gave it. */
  public static CohortRow of(CohortState state) {
    CohortRow row = new CohortRow(PairingCounts.of(state.getCounters()));
    state.getArms().forEach(arm -> row.arms.add(Arm.parse(arm)));
    row.declaredArms = state.getDeclaredArms();
    row.lastAppendMillis = state.getLastAppendMillis();
    return row;
  }

  /** The stored form. */
  public CohortState toState() {
    return new CohortState(
        StateFormat.VERSION,
        new ArrayList<>(arms.stream().map(Arm::print).toList()),
        declaredArms,
        lastAppendMillis,
        counts.toState());
  }

  /** Notes a block; where blocks disagree, a frame waits for the most arms that any declared. */
  public void touch(int declared, long appendMillis) {
    declaredArms = Math.max(declaredArms, declared);
    lastAppendMillis = Math.max(lastAppendMillis, appendMillis);
  }

  /** The place of an arm; -1 where there is no room for one more. */
  public int place(Arm arm) {
    int place = arms.indexOf(arm);
    if (place < 0 && arms.size() < MAX_ARMS) {
      arms.add(arm);
      place = arms.size() - 1;
    }
    return place;
  }

  /** The arm at a place. */
  public Arm arm(int place) {
    return arms.get(place);
  }

  /** Arms seen. */
  public List<Arm> arms() {
    return List.copyOf(arms);
  }

  /** Arms that each frame is given. */
  public int declaredArms() {
    return declaredArms;
  }

  /** Append time of the last block, milliseconds since 1970. */
  public long lastAppendMillis() {
    return lastAppendMillis;
  }

  /** What became of its outcomes. */
  public PairingCounts counts() {
    return counts;
  }
}
