package org.cbnet.experiments.link;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The links by name. Delays are half of a source's round trip, each way; rates are of payload.
 *
 * <table>
 * <caption>Figures and where they come from</caption>
 * <tr><td>{@code lan}<td>941 Mbit/s: a Raspberry Pi 4's Ethernet by iperf3 (mpr-projects.com, "RPi
 *   NAS: Part 3 Network Connections", 2024); round trip 0.53 ms with a quartile range of 0.05 ms:
 *   a Raspberry Pi and a server in one building (SLAC, ePinger project, 2015)
 * <tr><td>{@code wifi}<td>30 Mbit/s down, 15 up, 2 ms: "Wi-Fi" of Firefox DevTools' throttling
 * <tr><td>{@code lte}<td>12 Mbit/s both ways, 70 ms round trip: "LTE" of WebPageTest
 * <tr><td>{@code 3g}<td>1.6 Mbit/s down, 768 kbit/s up, 300 ms round trip: "3G" of WebPageTest
 * <tr><td>{@code flaky}<td>{@code lte}, up for 20 s and gone for 3 s on average: the process of
 *   Mahimahi's mm-onoff, the times chosen
 * <tr><td>{@code offline}<td>{@code wifi} that is never there
 * </table>
 *
 * <p>Firefox's 2 ms are taken as the round trip. Jitter is chosen. The queues of {@code lte} and
 * {@code 3g} are about one product of rate and round trip (the rule of thumb in Appenzeller,
 * Keslassy, McKeown, Sizing Router Buffers, SIGCOMM 2004); those of {@code lan} and {@code wifi}
 * are chosen, as that rule would give less than a few packets there.
 */
public final class LinkProfiles {
  private static final int KIB = 1024;

  public static final LinkProfile LAN =
      steady("lan", lane(941_000, 250, 10, 1_024), lane(941_000, 250, 10, 1_024));
  public static final LinkProfile WIFI =
      steady("wifi", lane(15_000, 1_000, 200, 128), lane(30_000, 1_000, 200, 128));
  public static final LinkProfile LTE =
      steady("lte", lane(12_000, 35_000, 3_000, 128), lane(12_000, 35_000, 3_000, 128));
  public static final LinkProfile THREE_G =
      steady("3g", lane(768, 150_000, 10_000, 64), lane(1_600, 150_000, 10_000, 64));
  public static final LinkProfile FLAKY =
      new LinkProfile(
          "flaky",
          LTE.up(),
          LTE.down(),
          OutagePlan.random(Duration.ofSeconds(20), Duration.ofSeconds(3)));
  public static final LinkProfile OFFLINE =
      new LinkProfile("offline", WIFI.up(), WIFI.down(), OutagePlan.always());

  private LinkProfiles() {}

  /** All of them, the best first. */
  public static List<LinkProfile> all() {
    return List.of(LAN, WIFI, LTE, THREE_G, FLAKY, OFFLINE);
  }

  /**
   * The profile of that name.
   *
   * @throws IllegalArgumentException where there is none, naming those that are
   */
  public static LinkProfile named(String name) {
    return all().stream()
        .filter(profile -> profile.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "link profile '%s' is unknown: give one of %s"
                        .formatted(
                            name,
                            all().stream()
                                .map(LinkProfile::name)
                                .collect(Collectors.joining(", ")))));
  }

  private static LinkProfile steady(String name, LaneProfile up, LaneProfile down) {
    return new LinkProfile(name, up, down, OutagePlan.none());
  }

  private static LaneProfile lane(
      long kilobitsPerSecond, long delayMicros, long jitterMicros, int queueKib) {
    return new LaneProfile(
        kilobitsPerSecond * 1_000,
        Duration.ofNanos(delayMicros * 1_000),
        Duration.ofNanos(jitterMicros * 1_000),
        queueKib * KIB);
  }
}
