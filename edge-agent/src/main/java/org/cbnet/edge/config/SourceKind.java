package org.cbnet.edge.config;

/** Where frames come from. */
public enum SourceKind {
  /** The test images of a data set. */
  DATA_SET,
  /** Image files in a watched folder. */
  DIRECTORY,
  /** Images on standard input or a named pipe. */
  STREAM,
  /** Images that are POSTed on this machine. */
  HTTP
}
