package org.cbnet.cloud.http;

import java.util.Optional;

/** Whether queries can be answered. */
@FunctionalInterface
public interface Readiness {

  /** Why they can't; nothing where they can. */
  Optional<String> obstacle();
}
