package org.cbnet.edge.identity;

import java.util.UUID;

/**
 * Random identities as they go over the wire: 62 random bits as 16 hexadecimal digits. They tell
 * installations and starts of one device apart, for which a whole {@link UUID} is twice what is
 * needed, in each record anew.
 */
final class ShortId {
  /** What an identity looks like, and what it looked like before it was short. */
  static final String PATTERN = "[0-9a-f-]{16,36}";

  private ShortId() {}

  static String of(UUID uuid) {
    // The half without the version number.
    return "%016x".formatted(uuid.getLeastSignificantBits());
  }
}
