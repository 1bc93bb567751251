package org.cbnet.trainer.variant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;

/**
 * One form of a network: an execution of its graphs, and what is done to them.
 *
 * @param execution how the graphs work together
 * @param treatment what is done to each
 */
record Variant(Execution execution, Treatment treatment) {

  /** All variants of a network; the first is its own form. */
  static List<Variant> of(ModelBundle master) {
    Set<String> roles =
        master.manifest().models().stream().map(ModelFile::role).collect(Collectors.toSet());
    List<Variant> variants = new ArrayList<>();
    for (Treatment treatment : Treatment.values()) {
      for (Execution execution : Execution.of(roles)) {
        variants.add(new Variant(execution, treatment));
      }
    }
    return variants;
  }

  /** The name in reports and provenance: {@code int8-min-max}, {@code one-graph-if-fused}. */
  String name() {
    if (execution.id().isEmpty()) {
      return treatment.id();
    }
    return treatment == Treatment.FP32 ? execution.id() : execution.id() + "-" + treatment.id();
  }

  /**
   * Makes the graphs from the master's.
   *
   * @throws IOException where this network has no such variant; the message says why
   */
  Map<String, EditableModel> graphs(ModelBundle master, ActivationCalibration calibration)
      throws IOException {
    Map<String, EditableModel> own = new LinkedHashMap<>();
    for (ModelFile model : master.manifest().models()) {
      own.put(model.role(), StoredConstants.open(master.graph(model.role())));
    }
    Map<String, EditableModel> parts = execution.parts(own, treatment != Treatment.FP32);
    treatment.apply(parts, calibration);
    return execution.whole(parts);
  }
}
