package org.cbnet.inference.profile.regression;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Layer;
import org.cbnet.inference.partition.LayerKind;
import org.cbnet.inference.partition.LayerWork;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.LayerSums;
import org.cbnet.inference.profile.LayerTime;
import org.cbnet.inference.profile.Machine;
import org.cbnet.inference.profile.ProfileSource;
import org.cbnet.inference.profile.Timing;

/**
 * Predicts what a network takes on a machine from layers of other networks measured there: a law
 * for each kind of layer, fitted by least squares, and a call. Immutable.
 *
 * <p>Source of the method: Neurosurgeon (Kang et al., ASPLOS 2017), with coefficients that can't
 * make a time negative, and errors that count in proportion.
 */
public final class LayerRegression {
  private final Machine machine;
  private final Timing call;
  private final Map<LayerKind, LawChoice.Chosen> laws;

  private LayerRegression(Machine machine, Timing call, Map<LayerKind, LawChoice.Chosen> laws) {
    this.machine = machine;
    this.call = call;
    this.laws = laws;
  }

  /**
   * Fits the laws.
   *
   * @param profiles measured on one machine, at least one
   * @throws IllegalArgumentException where they are of several machines, or not measured
   */
  public static LayerRegression fit(List<LayerProfile> profiles) {
    check(profiles);
    Map<LayerKind, List<Sample>> samples = new EnumMap<>(LayerKind.class);
    for (LayerProfile profile : profiles) {
      for (LayerTime layer : profile.layers()) {
        samples
            .computeIfAbsent(layer.kind(), kind -> new ArrayList<>())
            .add(Sample.of(layer, profile.call()));
      }
    }
    Map<LayerKind, LawChoice.Chosen> laws = new EnumMap<>(LayerKind.class);
    samples.forEach((kind, of) -> laws.put(kind, new LawChoice(kind, of).choose()));
    List<Long> calls =
        profiles.stream().map(profile -> profile.call().medianNanos()).sorted().toList();
    return new LayerRegression(
        profiles.get(0).machine(), Timing.of((double) calls.get(calls.size() / 2)), laws);
  }

  /**
   * Fits the laws to what was not measured on a network, so that the error of predicting it is
   * known: profiles of that bundle and of all others of its network's name stay out.
   *
   * @throws IllegalArgumentException where nothing is left, or as for {@link #fit}
   */
  public static LayerRegression fitWithout(List<LayerProfile> profiles, ModelBundle bundle) {
    String network = bundle.manifest().network();
    List<LayerProfile> others =
        profiles.stream()
            .filter(
                profile ->
                    !profile.network().equals(network)
                        && !profile.bundleHash().equals(bundle.hash()))
            .toList();
    if (others.isEmpty()) {
      throw new IllegalArgumentException(
          "no profile is of another network than %s: add one, as by ./cbnet bundle calibrate"
              .formatted(network));
    }
    return fit(others);
  }

  /** The machine that it predicts for. */
  public Machine machine() {
    return machine;
  }

  /** What a graph takes that does nothing. */
  public Timing call() {
    return call;
  }

  /** The laws, by kind. */
  public List<KindFit> kinds() {
    return laws.values().stream().map(LawChoice.Chosen::fit).toList();
  }

  /**
   * What a layer adds to a call, in nanoseconds; never negative.
   *
   * @throws IllegalArgumentException where no layer of that kind was measured
   */
  public double addedNanos(LayerKind kind, LayerWork work) {
    LawChoice.Chosen chosen = laws.get(kind);
    if (chosen == null) {
      throw new IllegalArgumentException(
          "no layer of kind %s was measured on %s, only %s: add a profile of a network that has some"
              .formatted(kind, machine.processor(), laws.keySet()));
    }
    return chosen.law().addedNanos(work);
  }

  /**
   * The profile that a bundle can be expected to have.
   *
   * @param at when it was predicted
   * @throws IllegalArgumentException where it has a kind of layer that was not measured
   */
  public LayerProfile predict(ModelBundle bundle, Partition partition, Instant at) {
    List<LayerTime> layers = partition.layers().stream().map(this::predict).toList();
    return new LayerProfile(
        LayerProfile.FORMAT_VERSION,
        ProfileSource.REGRESSION,
        bundle.hash(),
        bundle.manifest().network(),
        machine,
        at.toString(),
        0,
        call,
        LayerSums.cuts(partition.cuts().stream().map(Cut::id).toList(), call, layers),
        layers);
  }

  private LayerTime predict(Layer layer) {
    double nanos = call.medianNanos() + addedNanos(layer.kind(), layer.work());
    return new LayerTime(
        layer.name(),
        layer.kind(),
        layer.operators(),
        layer.firstCut(),
        layer.work(),
        Timing.of(nanos));
  }

  private static void check(List<LayerProfile> profiles) {
    if (profiles.isEmpty()) {
      throw new IllegalArgumentException("give at least one profile to predict from");
    }
    Machine first = profiles.get(0).machine();
    for (LayerProfile profile : profiles) {
      if (profile.source() != ProfileSource.MEASURED) {
        throw new IllegalArgumentException(
            "the profile of %s is %s: predict from measured ones only"
                .formatted(profile.network(), profile.source()));
      }
      if (!profile.machine().equals(first)) {
        throw new IllegalArgumentException(
            "profiles are of two machines, %s and %s: predict from those of one"
                .formatted(first, profile.machine()));
      }
    }
  }
}
