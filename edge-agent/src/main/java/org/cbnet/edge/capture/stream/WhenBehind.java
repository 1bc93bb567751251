package org.cbnet.edge.capture.stream;

/** What happens where images come faster than they are classified. */
public enum WhenBehind {
  /** Whoever writes the stream waits. */
  WAIT,
  /** The oldest images that wait are skipped and counted. */
  SKIP
}
