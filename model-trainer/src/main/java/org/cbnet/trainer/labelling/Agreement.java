package org.cbnet.trainer.labelling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far labellings of the same images agree; the names of the components are the keys of the
 * JSON.
 *
 * @param images labelled
 * @param hardShares share of hard images by labelling
 * @param pairs every two labellings once
 */
public record Agreement(int images, Map<String, Double> hardShares, List<Pair> pairs) {

  /**
   * Two labellings.
   *
   * @param one name
   * @param other name
   * @param kappa each with its own idea of how many images are hard
   * @param kappaAtEqualShares the second made to call as many hard as the first: whether they rank
   *     alike
   */
  public record Pair(String one, String other, double kappa, double kappaAtEqualShares) {}

  public Agreement {
    hardShares = new LinkedHashMap<>(hardShares);
    pairs = List.copyOf(pairs);
  }

  @Override
  public Map<String, Double> hardShares() {
    return new LinkedHashMap<>(hardShares);
  }

  /** Compares every two. */
  public static Agreement of(Map<String, Difficulty> labellings) {
    List<Map.Entry<String, Difficulty>> all = List.copyOf(labellings.entrySet());
    Map<String, Double> shares = new LinkedHashMap<>();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Difficulty one = all.get(i).getValue();
      shares.put(all.get(i).getKey(), one.hardShare());
      for (Map.Entry<String, Difficulty> other : all.subList(i + 1, all.size())) {
        pairs.add(
            new Pair(
                all.get(i).getKey(),
                other.getKey(),
                Kappa.of(one, other.getValue()),
                Kappa.of(one, other.getValue().withHardShare(one.hardShare()))));
      }
    }
    return new Agreement(all.get(0).getValue().size(), shares, pairs);
  }
}
