package org.cbnet.cloud.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a caller may do. */
public enum Role {
  /** Its own desired state, and bundles. */
  DEVICE,
  /** What other instances of the cloud ask each other. */
  PEER,
  /** Everything that changes nothing. */
  READER,
  /** What devices run: desired state, bundles, roll-outs, the registry. */
  OPERATOR,
  /** Everything. */
  ADMIN;

  private Set<Role> implied() {
    return switch (this) {
      case DEVICE, PEER -> EnumSet.noneOf(Role.class);
      case READER -> EnumSet.of(DEVICE);
      case OPERATOR -> EnumSet.of(DEVICE, READER);
      case ADMIN -> EnumSet.allOf(Role.class);
    };
  }

  /** Whether it may do what needs at least another role. */
  public boolean permits(Role least) {
    return this == least || implied().contains(least);
  }

  /** As it is written. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that is written so, if there is one. */
  public static Optional<Role> of(String id) {
    return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
  }
}
