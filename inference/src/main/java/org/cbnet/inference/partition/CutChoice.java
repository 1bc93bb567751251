package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes, of neighbouring prefixes that no multiply-accumulate separates, the one with the fewest
 * live bytes, and of several such the last; both ends in any case.
 */
final class CutChoice {
  private final List<NodeProto> steps;

  CutChoice(List<NodeProto> steps) {
    this.steps = List.copyOf(steps);
  }

  List<Prefix> choose(List<Prefix> prefixes) {
    List<Prefix> chosen = new ArrayList<>();
    Prefix best = prefixes.get(0);
    for (int i = 1; i < prefixes.size(); i++) {
      Prefix next = prefixes.get(i);
      if (!isFree(prefixes.get(i - 1).steps(), next.steps())) {
        chosen.add(best);
        best = next;
      } else if (next.bytes() <= best.bytes()) {
        best = next;
      }
    }
    chosen.add(best);
    if (chosen.get(0).steps() > 0) {
      chosen.add(0, prefixes.get(0));
    }
    // The whole has nothing to send, so that it is the best of the last neighbours.
    return chosen;
  }

  private boolean isFree(int from, int to) {
    return steps.subList(from, to).stream().allMatch(Operators::isFree);
  }
}
