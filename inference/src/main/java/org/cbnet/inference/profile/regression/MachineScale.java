package org.cbnet.inference.profile.regression;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cbnet.inference.partition.LayerKind;
import org.cbnet.inference.profile.CutTimes;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.LayerTime;
import org.cbnet.inference.profile.Machine;
import org.cbnet.inference.profile.ProfileSource;
import org.cbnet.inference.profile.Timing;

/**
 * Carries profiles from one machine to another by what the same layers took on both: a ratio for
 * each kind of layer and one for calls. Immutable.
 *
 * <p>A half is as much slower as its layers are, weighted by their times; so what the runtime does
 * across layers is carried over as it was measured.
 */
public final class MachineScale {
  private final Machine from;
  private final Machine to;
  private final double call;
  private final double overall;
  private final Map<LayerKind, Double> kinds;

  private MachineScale(
      Machine from, Machine to, double call, double overall, Map<LayerKind, Double> kinds) {
    this.from = from;
    this.to = to;
    this.call = call;
    this.overall = overall;
    this.kinds = kinds;
  }

  /**
   * Compares two machines.
   *
   * @param reference layers measured on the machine whose profiles are to be carried over
   * @param here the same layers measured on the other
   * @throws IllegalArgumentException where they are not the same layers, or not measured
   */
  public static MachineScale between(LayerProfile reference, LayerProfile here) {
    if (reference.source() != ProfileSource.MEASURED || here.source() != ProfileSource.MEASURED) {
      throw new IllegalArgumentException(
          "machines are compared by measured profiles: %s and %s"
              .formatted(reference.source(), here.source()));
    }
    if (!reference.bundleHash().equals(here.bundleHash())) {
      throw new IllegalArgumentException(
          "machines are compared by the same layers: the profiles are of %s (%s) and %s (%s), measure one of them on both"
              .formatted(
                  reference.bundleHash(), reference.network(), here.bundleHash(), here.network()));
    }
    Map<LayerKind, Double> kinds = new EnumMap<>(LayerKind.class);
    for (LayerTime layer : reference.layers()) {
      kinds.computeIfAbsent(
          layer.kind(), kind -> ratio(reference, here, each -> each.kind() == kind));
    }
    return new MachineScale(
        reference.machine(),
        here.machine(),
        (double) here.call().medianNanos() / Math.max(1, reference.call().medianNanos()),
        ratio(reference, here, each -> true),
        kinds);
  }

  /** How much longer than on the reference machine: calls. */
  public double call() {
    return call;
  }

  /** How much longer than on the reference machine: all layers together. */
  public double overall() {
    return overall;
  }

  /** How much longer than on the reference machine, by kind of layer. */
  public Map<LayerKind, Double> kinds() {
    return Map.copyOf(kinds);
  }

  /**
   * What a bundle can be expected to take here.
   *
   * @param profile of the bundle, measured on the reference machine
   * @throws IllegalArgumentException where it was measured elsewhere, or not at all
   */
  public LayerProfile scale(LayerProfile profile) {
    if (profile.source() != ProfileSource.MEASURED || !profile.machine().equals(from)) {
      throw new IllegalArgumentException(
          "the profile of %s is %s on %s: give one measured on %s"
              .formatted(profile.network(), profile.source(), profile.machine(), from));
    }
    List<String> ids = profile.ids();
    List<CutTimes> cuts =
        profile.cuts().stream()
            .map(
                times -> {
                  int number = ids.indexOf(times.cut());
                  return new CutTimes(
                      times.cut(),
                      scaled(profile, times.head(), layer -> layer.firstCut() <= number),
                      scaled(profile, times.tail(), layer -> layer.firstCut() > number));
                })
            .toList();
    return new LayerProfile(
        LayerProfile.FORMAT_VERSION,
        ProfileSource.SCALED,
        profile.bundleHash(),
        profile.network(),
        to,
        profile.measuredAt(),
        profile.rounds(),
        profile.call().times(call),
        cuts,
        profile.layers().stream().map(layer -> scaled(profile, layer)).toList());
  }

  private LayerTime scaled(LayerProfile profile, LayerTime layer) {
    return new LayerTime(
        layer.name(),
        layer.kind(),
        layer.operators(),
        layer.firstCut(),
        layer.work(),
        scaled(profile, layer.alone(), each -> each.equals(layer)));
  }

  // A half has one call; the rest is its layers'.
  private Timing scaled(LayerProfile profile, Timing timing, Predicate<LayerTime> within) {
    if (timing == null) {
      return null;
    }
    double calls = Math.min(profile.call().medianNanos(), timing.medianNanos());
    double before = 0;
    double after = 0;
    for (LayerTime layer : profile.layers()) {
      if (within.test(layer)) {
        long added = layer.addedNanos(profile.call());
        before += added;
        after += added * kinds.getOrDefault(layer.kind(), overall);
      }
    }
    double layers = before == 0 ? overall : after / before;
    double scaled = calls * call + (timing.medianNanos() - calls) * layers;
    return timing.times(timing.medianNanos() == 0 ? 1 : scaled / timing.medianNanos());
  }

  private static double ratio(
      LayerProfile reference, LayerProfile here, Predicate<LayerTime> within) {
    long before = added(reference, within);
    long after = added(here, within);
    return before == 0 ? 1 : (double) after / before;
  }

  private static long added(LayerProfile profile, Predicate<LayerTime> within) {
    return profile.layers().stream()
        .filter(within)
        .mapToLong(layer -> layer.addedNanos(profile.call()))
        .sum();
  }
}
