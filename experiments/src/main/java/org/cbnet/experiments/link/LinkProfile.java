package org.cbnet.experiments.link;

import java.util.Objects;

/**
 * What a link is like: both directions and its outages. {@link LinkProfiles} has those by name.
 *
 * @param name as a result names it
 * @param up from the device
 * @param down to the device
 * @param outages when it stands still
 */
public record LinkProfile(String name, LaneProfile up, LaneProfile down, OutagePlan outages) {

  /** Refuses names that the wire contract does not know. */
  public LinkProfile {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "link profile's name '%s' can't be: give 1 to 64 of A-Z a-z 0-9 . _ -".formatted(name));
    }
    Objects.requireNonNull(up);
    Objects.requireNonNull(down);
    Objects.requireNonNull(outages);
  }

  /** The same under another schedule of outages. */
  public LinkProfile with(OutagePlan changed) {
    return new LinkProfile(name, up, down, changed);
  }

  /**
   * What an echo takes at most in a share of cases while nothing else is sent: both delays, the
   * time in which the bytes leave, and the jitter of either way, whose means must not differ.
   *
   * @param bytes of the message
   * @param share 0.5 for the median
   * @return nanoseconds
   */
  public double askedRoundTripNanos(int bytes, double share) {
    if (!up.jitter().equals(down.jitter())) {
      throw new IllegalArgumentException(
          "jitter of %s up and %s down: their sum is not known, give the same to both"
              .formatted(up.jitter(), down.jitter()));
    }
    double delays = up.delay().plus(down.delay()).toNanos();
    double jitter = Jitter.ofTwo(share) * up.jitter().toNanos();
    return delays + jitter + up.nanosFor(bytes) + down.nanosFor(bytes);
  }
}
