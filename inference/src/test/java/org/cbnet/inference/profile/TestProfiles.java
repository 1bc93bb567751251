package org.cbnet.inference.profile;

import java.util.List;
import org.cbnet.inference.partition.LayerKind;
import org.cbnet.inference.partition.LayerWork;

/** Profiles by hand. */
public final class TestProfiles {
  public static final Machine HERE =
      new Machine("made up", 4, "amd64", "Linux 6.1", "17", "1.26.0", null);
  public static final Machine PI =
      new Machine("BCM2711", 4, "aarch64", "Linux 6.1", "17", "1.26.0", "Raspberry Pi 4 Model B");
  public static final long CALL = 4_000;

  private TestProfiles() {}

  /** A hash of one digit. */
  public static String hash(char digit) {
    return String.valueOf(digit).repeat(64);
  }

  public static LayerProfile of(char hash, String network, Machine machine, LayerTime... layers) {
    return of(hash, network, machine, List.of(), List.of(layers));
  }

  public static LayerProfile of(
      char hash, String network, Machine machine, List<CutTimes> cuts, List<LayerTime> layers) {
    return new LayerProfile(
        LayerProfile.FORMAT_VERSION,
        ProfileSource.MEASURED,
        hash(hash),
        network,
        machine,
        "2026-01-31T12:00:00Z",
        5,
        Timing.of((double) CALL),
        cuts,
        layers);
  }

  /** A layer that adds so much to a call. */
  public static LayerTime layer(
      String name, LayerKind kind, int firstCut, LayerWork work, double addedNanos) {
    return new LayerTime(name, kind, List.of("Made"), firstCut, work, Timing.of(CALL + addedNanos));
  }
}
