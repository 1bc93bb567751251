package org.cbnet.edge.capture.directory;

/** Which of several waiting image files comes first. */
public enum FileOrder {
  /** By name. */
  NAME,
  /** By the time of the last change, then by name. */
  TIME
}
