package org.cbnet.edge.health;

import java.util.Optional;

/** Says what is wrong with one part of the agent. Asked by any thread; must not block. */
@FunctionalInterface
public interface HealthCheck {

  /** One line for a person, without secrets; empty where all is well. */
  Optional<String> problem();
}
