package org.cbnet.edge.config;

/**
 * What is known of the wall clock beside what the kernel tells.
 *
 * @param assumeSynced whether the operator vouches for it
 */
public record ClockConfig(boolean assumeSynced) {
  static final Setting<Boolean> ASSUME_SYNCED = Setting.flag("clock.assume-synced");

  static ClockConfig read(Values values) {
    return new ClockConfig(values.get(ASSUME_SYNCED, "false"));
  }
}
