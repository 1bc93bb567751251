package org.cbnet.inference.profile.regression;

import org.cbnet.inference.partition.LayerKind;
import org.cbnet.inference.partition.LayerWork;
import org.cbnet.inference.profile.LayerTime;
import org.cbnet.inference.profile.Timing;

/**
 * A measured layer.
 *
 * @param kind that decides on the law
 * @param work what it does
 * @param addedNanos to a call; noise may take it below 0
 * @param aloneNanos with the call: what errors are held against, as this was measured
 */
record Sample(LayerKind kind, LayerWork work, double addedNanos, double aloneNanos) {
  static Sample of(LayerTime layer, Timing call) {
    double alone = Math.max(1, layer.alone().medianNanos());
    return new Sample(layer.kind(), layer.work(), alone - call.medianNanos(), alone);
  }
}
