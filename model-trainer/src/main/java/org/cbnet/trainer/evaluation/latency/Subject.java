package org.cbnet.trainer.evaluation.latency;

import java.util.Objects;

/**
 * A bundle to be measured.
 *
 * @param name under which it is measured; the same bundle may appear under several
 * @param folder of the bundle, absolute
 */
public record Subject(String name, String folder) {
  public Subject {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(folder, "folder is null");
  }
}
