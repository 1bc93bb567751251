package org.cbnet.inference.partition;

import java.util.List;

/**
 * The first steps of a network and what is live behind them.
 *
 * @param steps how many
 * @param tensors that later steps read, in the order in which they are made; none behind the last
 *     step
 * @param macs multiply-accumulates of the steps, without those of which nobody can tell
 */
record Prefix(int steps, List<CutTensor> tensors, long macs) {
  Prefix {
    tensors = List.copyOf(tensors);
  }

  long bytes() {
    return tensors.stream().mapToLong(CutTensor::bytes).sum();
  }
}
