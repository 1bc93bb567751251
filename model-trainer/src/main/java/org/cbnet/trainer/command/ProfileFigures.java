package org.cbnet.trainer.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.inference.profile.CutTimes;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.LayerTime;
import org.cbnet.inference.profile.Machine;
import org.cbnet.inference.profile.PredictionError;
import org.cbnet.inference.profile.PredictionError.CutError;
import org.cbnet.inference.profile.Timing;

/**
 * A measured profile for programs; the names of the components are the keys of the JSON.
 *
 * @param bundle its hash
 * @param network of the bundle
 * @param machine that was measured
 * @param rounds that each figure rests on
 * @param call what a graph takes that does nothing
 * @param cuts by number
 * @param layers in the network's order
 * @param sumsMedianError of single layers added up, against the halves
 * @param sumsWorstError of the same
 * @param wholeApart what the whole, measured as last head and as first tail, differs by
 */
@JsonPropertyOrder({
  "bundle",
  "network",
  "machine",
  "rounds",
  "call",
  "cuts",
  "layers",
  "sumsMedianError",
  "sumsWorstError",
  "wholeApart"
})
record ProfileFigures(
    String bundle,
    String network,
    Machine machine,
    int rounds,
    Timing call,
    List<Cut> cuts,
    List<Layer> layers,
    double sumsMedianError,
    double sumsWorstError,
    double wholeApart) {

  /**
   * A cut for programs.
   *
   * @param number from 0, all in the cloud
   * @param id on the wire
   * @param head null where there is none
   * @param tail null where there is none
   * @param headSumError of the head's layers added up; null where there is none
   * @param tailSumError of the tail's layers added up; null where there is none
   */
  @JsonPropertyOrder({"number", "id", "head", "tail", "headSumError", "tailSumError"})
  record Cut(
      int number, String id, Timing head, Timing tail, Double headSumError, Double tailSumError) {}

  /**
   * A layer for programs.
   *
   * @param kind as in profiles
   */
  @JsonPropertyOrder({"name", "kind", "macs", "alone"})
  record Layer(String name, String kind, long macs, Timing alone) {
    static Layer of(LayerTime layer) {
      return new Layer(layer.name(), layer.kind().id(), layer.work().macs(), layer.alone());
    }
  }

  static ProfileFigures of(LayerProfile profile, PredictionError sums) {
    List<Cut> cuts = new ArrayList<>();
    for (CutError error : sums.cuts()) {
      CutTimes times = profile.cut(error.cut());
      cuts.add(
          new Cut(
              cuts.size(), times.cut(), times.head(), times.tail(), error.head(), error.tail()));
    }
    return new ProfileFigures(
        profile.bundleHash(),
        profile.network(),
        profile.machine(),
        profile.rounds(),
        profile.call(),
        cuts,
        profile.layers().stream().map(Layer::of).toList(),
        sums.median(),
        sums.worst(),
        ProfileTable.apart(cuts.get(cuts.size() - 1).head(), cuts.get(0).tail()));
  }
}
