package org.cbnet.inference.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * Adds layers up to halves: a call, and what each layer adds to it. What the runtime saves, or
 * spends, by laying out and fusing across layers is not in such sums.
 */
public final class LayerSums {
  private LayerSums() {}

  /** A profile with the sums of its own layers in place of its halves. */
  public static LayerProfile of(LayerProfile profile) {
    return new LayerProfile(
        LayerProfile.FORMAT_VERSION,
        ProfileSource.SUMMED,
        profile.bundleHash(),
        profile.network(),
        profile.machine(),
        profile.measuredAt(),
        profile.rounds(),
        profile.call(),
        cuts(profile.ids(), profile.call(), profile.layers()),
        profile.layers());
  }

  /**
   * The halves of all cuts.
   *
   * @param ids of the cuts by number
   * @param call what a graph takes that does nothing
   * @param layers all of the network's
   */
  public static List<CutTimes> cuts(List<String> ids, Timing call, List<LayerTime> layers) {
    List<CutTimes> cuts = new ArrayList<>();
    for (int number = 0; number < ids.size(); number++) {
      int cut = number;
      List<LayerTime> head = layers.stream().filter(layer -> layer.firstCut() <= cut).toList();
      List<LayerTime> tail = layers.stream().filter(layer -> layer.firstCut() > cut).toList();
      cuts.add(new CutTimes(ids.get(number), sum(call, head), sum(call, tail)));
    }
    return cuts;
  }

  private static Timing sum(Timing call, List<LayerTime> layers) {
    long nanos = call.medianNanos();
    for (LayerTime layer : layers) {
      nanos += layer.addedNanos(call);
    }
    return layers.isEmpty() ? null : Timing.of((double) nanos);
  }
}
