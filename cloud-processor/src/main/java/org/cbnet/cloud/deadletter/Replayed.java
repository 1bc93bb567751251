package org.cbnet.cloud.deadletter;

import java.time.Duration;
import org.cbnet.cloud.state.ReplayState;
import org.cbnet.cloud.state.StateFormat;

/**
 * What the replay of a dead letter has changed, so that the next one changes nothing twice.
 *
 * @param done whether its record was counted; where not, it was undecodable and is refused since
 * @param remembered where refused: whether its sequence numbers are remembered as refused
 * @param appendMillis append time of the record
 */
public record Replayed(boolean done, boolean remembered, long appendMillis) {
  /** How long after its record came a letter may be replayed: longer than letters are kept. */
  public static final Duration POSSIBLE = Duration.ofDays(100);

  /** As {@link #toState()} gave it. */
  public static Replayed of(ReplayState state) {
    return new Replayed(state.getDone(), state.getRemembered(), state.getAppendMillis());
  }

  /** The stored form. */
  public ReplayState toState() {
    return new ReplayState(StateFormat.VERSION, done, remembered, appendMillis);
  }

  /** Whether its letter can't be there any more. */
  public boolean isOver(long nowMillis) {
    return nowMillis - appendMillis > POSSIBLE.toMillis();
  }
}
