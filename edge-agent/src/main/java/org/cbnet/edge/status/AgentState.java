package org.cbnet.edge.status;

import java.util.Locale;

/** What an agent is doing, in the order of its life. */
public enum AgentState {
  /** Opens its parts and warms up. */
  STARTING,
  /** Infers, or waits for frames. */
  RUNNING,
  /** Takes no more frames and waits for the broker. */
  DRAINING,
  /** Says goodbye. */
  STOPPED;

  /** As heartbeats and health pages call it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
