package org.cbnet.experiments.bench.method;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How much is measured.
 *
 * @param bundle that every arm opens
 * @param forms that repetitions are dealt to in turn
 * @param repetitions in all; no two share a session
 * @param clusters of a repetition: processes, or pairs of them
 * @param sessions of a cluster, with each of which all arms are opened anew
 * @param rounds of a session
 * @param warmUpRounds of each process that do not count: the compiler has seen the path by then
 * @param plantedShare of a frame's time that the slowdown which must be found adds
 * @param seed of all orders
 */
record MethodPlan(
    Path bundle,
    List<Form> forms,
    int repetitions,
    int clusters,
    int sessions,
    int rounds,
    int warmUpRounds,
    double plantedShare,
    long seed) {
  private static final int REPETITIONS_OF_A_POOL = 20;

  MethodPlan {
    forms = List.copyOf(forms);
    // A sign flip of fewer than 6 clusters has no two-sided p-value below 5 %.
    if (forms.isEmpty()
        || repetitions < 2
        || clusters < 6
        || sessions < 1
        || rounds < 1
        || warmUpRounds < 0) {
      throw new IllegalArgumentException(
          "give one form, 2 repetitions, 6 processes, 1 session, 1 round and 0 for warming up at least: %d, %d, %d, %d, %d, %d"
              .formatted(forms.size(), repetitions, clusters, sessions, rounds, warmUpRounds));
    }
    if (!(plantedShare > 0 && plantedShare < 10)) {
      throw new IllegalArgumentException("planted share must be in (0, 10): " + plantedShare);
    }
  }

  /** Repetitions that are measured in the same processes, before others take their place. */
  int repetitionsOfAPool() {
    return REPETITIONS_OF_A_POOL;
  }

  /** Processes that are there at once. */
  int processes() {
    return forms.contains(Form.JVMS) ? 2 * clusters : clusters;
  }

  /** Slowdown of the arm of each comparison, in their order. */
  double[] slowdowns() {
    return Arrays.stream(Comparison.values())
        .mapToDouble(each -> each.slowdown(plantedShare))
        .toArray();
  }

  /** The form of a repetition. */
  Form form(int repetition) {
    return forms.get(repetition % forms.size());
  }
}
