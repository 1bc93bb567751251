package org.cbnet.cloud.control.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the fleet's owner says of a device. */
public enum RegistryState {
  /** It is expected and may come. */
  INVITED(true),
  /** It is in service. */
  ACTIVE(true),
  /** It lost its trust: stolen, copied. It is not steered; what it sends is still counted. */
  REVOKED(false),
  /** It was taken out of service in order. */
  RETIRED(false);

  private final boolean served;

  RegistryState(boolean served) {
    this.served = served;
  }

  /** Whether the device gets its desired state. */
  public boolean isServed() {
    return served;
  }

  /** As it is written. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state that is written so, if there is one. */
  public static Optional<RegistryState> of(String id) {
    return Arrays.stream(values()).filter(state -> state.id().equals(id)).findFirst();
  }
}
