package org.cbnet.cloud.offload;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long requests were held up on their way, by differences alone: the time between a sender's
 * clock and this one's is that of the quickest request plus what was in a request's way.
 *
 * <p>What every request of a sender takes, nobody can tell from clocks that are set differently; a
 * first request counts as not held up. Clocks drift: what was quickest counts for {@link #SLEW}
 * more with time, so that a sender's slow clock never looks like a slow way. Remembers {@link
 * #MOST} clocks. Safe for several threads.
 */
final class HeldUp {
  // The most that Linux slews a monotonic clock: MAXFREQ, 500 ppm (include/linux/timex.h).
  private static final double SLEW = 500e-6;
  private static final int MOST = 10_000;
  private static final int MAX_NAME = 64;

  private final Map<Sender, Quickest> bySender = new LinkedHashMap<>(16, 0.75f, true);

  private record Sender(String deviceId, String clockId) {}

  private record Quickest(long differenceNanos, long atNanos) {
    long differenceNanos(long nowNanos) {
      return differenceNanos + Math.max(0, (long) ((nowNanos - atNanos) * SLEW));
    }
  }

  /**
   * Of one request; 0 where it has no clock.
   *
   * @param sentNanos on the sender's clock
   * @param receivedNanos on this process's
   */
  synchronized long nanos(String deviceId, String clockId, long sentNanos, long receivedNanos) {
    // A name may be as long as a payload, and ten thousand of them are kept.
    if (clockId.isEmpty() || clockId.length() > MAX_NAME || deviceId.length() > MAX_NAME) {
      return 0;
    }
    Sender sender = new Sender(deviceId, clockId);
    long difference = receivedNanos - sentNanos;
    Quickest quickest = bySender.get(sender);
    long longer = quickest == null ? 0 : difference - quickest.differenceNanos(receivedNanos);
    if (quickest == null || longer <= 0) {
      bySender.put(sender, new Quickest(difference, receivedNanos));
      forgetOldest();
      return 0;
    }
    return longer;
  }

  private void forgetOldest() {
    if (bySender.size() > MOST) {
      bySender.remove(bySender.keySet().iterator().next());
    }
  }
}
