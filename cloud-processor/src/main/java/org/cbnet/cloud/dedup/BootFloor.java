package org.cbnet.cloud.dedup;

import org.cbnet.cloud.state.BootFloorState;
import org.cbnet.cloud.state.StateFormat;

/**
 * Which boots of an installation are forgotten: a low-water mark in place of their sequence
 * numbers.
 *
 * @param newestBoot highest boot number seen; never forgotten while the installation is kept
 * @param floor boots below this are forgotten
 */
public record BootFloor(long newestBoot, long floor) {

  /** As {@link #toState()} gave it. */
  public static BootFloor of(BootFloorState state) {
    return new BootFloor(state.getNewestBoot(), state.getFloor());
  }

  /** The stored form. */
  public BootFloorState toState() {
    return new BootFloorState(StateFormat.VERSION, newestBoot, floor);
  }

  /** Under which key an installation's is kept: one boot number for all. */
  public static BootId key(BootId boot) {
    return new BootId(boot.deviceId(), boot.installId(), 0);
  }

  /** With a boot that is forgotten. */
  public BootFloor above(long forgottenBoot) {
    return new BootFloor(newestBoot, Math.max(floor, forgottenBoot + 1));
  }
}
