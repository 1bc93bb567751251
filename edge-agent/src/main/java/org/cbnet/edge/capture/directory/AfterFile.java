package org.cbnet.edge.capture.directory;

/** What becomes of an image file whose result is stored. */
public enum AfterFile {
  /** It goes to the sub-folder {@code done}. */
  MOVE,
  /** It is deleted. */
  DELETE,
  /** It stays, and is remembered. */
  KEEP
}
