package org.cbnet.edge.config;

/**
 * What carries questions to the cloud; the lower-case name is what configuration and fields use.
 */
public enum OffloadTransport {
  /** Nothing: every question is unreachable at once. */
  NONE,
  /** The broker's request and reply topics. */
  KAFKA,
  /** HTTP/2 to the cloud's offload server. */
  HTTP2
}
