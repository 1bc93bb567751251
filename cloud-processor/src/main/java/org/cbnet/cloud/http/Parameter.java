package org.cbnet.cloud.http;

import java.util.Objects;

/**
 * A parameter of an operation.
 *
 * @param in where it stands
 * @param name as in the request
 * @param type of its value
 * @param description what it does, and its default
 */
record Parameter(In in, String name, Type type, String description) {

  /** What 'stale' does. */
  static final String STALE =
      "whether copies may be read where no instance has a partition, and 'stale' names them;"
          + " true without";

  /** Where a parameter stands. */
  enum In {
    PATH,
    QUERY,
    HEADER
  }

  /** What a value looks like. */
  enum Type {
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN,
    /** ISO 8601, UTC. */
    TIME
  }

  Parameter {
    Objects.requireNonNull(in, "in is null");
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(type, "type is null");
    Objects.requireNonNull(description, "description is null");
  }
}
