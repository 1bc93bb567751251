package org.cbnet.inference.profile;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Partition;

/**
 * What a bundle's network takes on a machine, for one image on one thread: both halves of every
 * cut, and each layer alone. Device and cloud use it alike.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param source measured, or how else it came to be; must show wherever its figures do
 * @param bundleHash of the bundle, or of the models where they are in none
 * @param network of the bundle
 * @param machine that the times hold for
 * @param measuredAt ISO-8601 instant
 * @param rounds that each figure rests on; 0 where nothing was measured
 * @param call what a graph takes that does nothing
 * @param cuts by number, all of the bundle's; none where only layers were measured
 * @param layers in the network's order
 */
public record LayerProfile(
    int formatVersion,
    ProfileSource source,
    String bundleHash,
    String network,
    Machine machine,
    String measuredAt,
    int rounds,
    Timing call,
    List<CutTimes> cuts,
    List<LayerTime> layers) {
  /** The only format that this version reads and writes. */
  public static final int FORMAT_VERSION = 1;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public LayerProfile {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(bundleHash, "bundleHash is null");
    Objects.requireNonNull(network, "network is null");
    Objects.requireNonNull(machine, "machine is null");
    Objects.requireNonNull(call, "call is null");
    cuts = List.copyOf(Objects.requireNonNull(cuts, "cuts is null"));
    layers = List.copyOf(Objects.requireNonNull(layers, "layers is null"));
    if (formatVersion != FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "formatVersion must be %d: %d".formatted(FORMAT_VERSION, formatVersion));
    }
    if (!SHA256.matcher(bundleHash).matches()) {
      throw new IllegalArgumentException(
          "bundleHash must be 64 lower-case hex digits: " + bundleHash);
    }
    if (rounds < 0) {
      throw new IllegalArgumentException("rounds must be >= 0: " + rounds);
    }
    if (cuts.isEmpty() && layers.isEmpty()) {
      throw new IllegalArgumentException("a profile has cuts or layers");
    }
    checkInstant(measuredAt);
    checkCuts(cuts);
  }

  /**
   * The times of a cut.
   *
   * @throws IllegalArgumentException where there is none of that id
   */
  public CutTimes cut(String id) {
    return cuts.stream()
        .filter(times -> times.cut().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "profile of bundle %s has no cut '%s', only %s"
                        .formatted(bundleHash, id, ids())));
  }

  /**
   * Checks that the times are this bundle's.
   *
   * @throws IllegalArgumentException where they are another's, or of other cuts
   */
  public void checkFits(ModelBundle bundle, Partition partition) {
    if (!bundleHash.equals(bundle.hash())) {
      throw new IllegalArgumentException(
          "is of bundle %s (%s), not of %s in %s: measure this one with ./cbnet bundle profile %s"
              .formatted(bundleHash, network, bundle.hash(), bundle.folder(), bundle.folder()));
    }
    List<String> expected = partition.cuts().stream().map(Cut::id).toList();
    if (!ids().equals(expected)) {
      throw new IllegalArgumentException(
          "has the cuts %s, this version finds %s: measure again with ./cbnet bundle profile %s"
              .formatted(ids(), expected, bundle.folder()));
    }
  }

  /** The cuts' ids by number. */
  public List<String> ids() {
    return cuts.stream().map(CutTimes::cut).toList();
  }

  private static void checkInstant(String measuredAt) {
    try {
      Instant.parse(Objects.requireNonNull(measuredAt, "measuredAt is null"));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "measuredAt must be like 2026-01-31T12:00:00Z: " + measuredAt, e);
    }
  }

  private static void checkCuts(List<CutTimes> cuts) {
    Set<String> seen = new HashSet<>();
    for (CutTimes times : cuts) {
      if (!seen.add(times.cut())) {
        throw new IllegalArgumentException("cut %s is there twice".formatted(times.cut()));
      }
    }
  }
}
