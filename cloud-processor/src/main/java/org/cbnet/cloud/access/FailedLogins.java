package org.cbnet.cloud.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Counts attempts with a wrong token by address: after ten within a minute an address waits until
 * the minute is over. Of the last 10,000 addresses. Safe for several threads.
 */
public final class FailedLogins {
  private static final int MAX_FAILURES = 10;
  private static final int MAX_ADDRESSES = 10_000;
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<String, Failures> byAddress =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  public FailedLogins(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  private record Failures(Instant since, int count) {}

  /** How long an address must wait before its next attempt; nothing where it need not. */
  public synchronized Optional<Duration> delay(String address) {
    return current(address)
        .filter(failures -> failures.count() >= MAX_FAILURES)
        .map(failures -> Duration.between(clock.instant(), failures.since().plus(PERIOD)));
  }

  /** An attempt failed. */
  public synchronized void failed(String address) {
    Failures before = current(address).orElse(new Failures(clock.instant(), 0));
    byAddress.put(address, new Failures(before.since(), before.count() + 1));
  }

  synchronized int addresses() {
    return byAddress.size();
  }

  private Optional<Failures> current(String address) {
    return Optional.ofNullable(byAddress.get(address))
        .filter(failures -> clock.instant().isBefore(failures.since().plus(PERIOD)));
  }
}
