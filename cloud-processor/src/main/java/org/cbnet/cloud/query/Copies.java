package org.cbnet.cloud.query;

/** Whether an answer may rest on copies of partitions that no instance processes right now. */
public enum Copies {
  /** They may: each is of exactly the position that the answer names, some commits ago. */
  ALLOWED,
  /** Without the partition itself there is no answer. */
  REFUSED
}
