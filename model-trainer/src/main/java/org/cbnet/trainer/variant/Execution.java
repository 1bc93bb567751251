package org.cbnet.trainer.variant;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a network's graphs are put together; a strategy knows the execution by the graphs' roles.
 * Treatments are applied to the parts, before they are put together.
 */
enum Execution {
  /** One graph from image to logits; the only one of a network without exits. */
  SINGLE("") {
    @Override
    Map<String, EditableModel> parts(Map<String, EditableModel> master, boolean fused) {
      return master;
    }
  },
  /** Exit 1 and the rest in a session each, which share the features' memory. */
  TWO_SESSIONS("two-sessions") {
    @Override
    Map<String, EditableModel> parts(Map<String, EditableModel> master, boolean fused)
        throws IOException {
      return sharing(master, fused);
    }
  },
  /** One graph that decides with {@code If} whether to go on. */
  ONE_GRAPH_IF("one-graph-if") {
    @Override
    Map<String, EditableModel> parts(Map<String, EditableModel> master, boolean fused)
        throws IOException {
      return sharing(master, fused);
    }

    @Override
    Map<String, EditableModel> whole(Map<String, EditableModel> parts) {
      return Map.of("conditional", EarlyExitForms.conditional(parts.get(EXIT_1), parts.get(REST)));
    }
  },
  /** Exit 1, then the whole network from the image: nothing is shared, each is fused alone. */
  EXIT_1_THEN_WHOLE("exit1-then-whole") {
    @Override
    Map<String, EditableModel> parts(Map<String, EditableModel> master, boolean fused) {
      Map<String, EditableModel> parts = new LinkedHashMap<>();
      parts.put("exit1-only", EarlyExitForms.exit1Only(master.get(EXIT_1)));
      parts.put("whole", EarlyExitForms.whole(master.get(EXIT_1), master.get(REST)));
      return parts;
    }
  };

  private static final String EXIT_1 = "exit1";
  private static final String REST = "rest";
  private static final String FEATURES = "features";

  private final String id;

  Execution(String id) {
    this.id = id;
  }

  /** The executions that a network with these graphs can have; the first is its own. */
  static List<Execution> of(Set<String> roles) {
    return roles.equals(Set.of(EXIT_1, REST))
        ? List.of(TWO_SESSIONS, ONE_GRAPH_IF, EXIT_1_THEN_WHOLE)
        : List.of(SINGLE);
  }

  /** The name in reports; empty where there is no choice. */
  String id() {
    return id;
  }

  /** The graphs that treatments apply to, in order of execution; takes the master's own. */
  abstract Map<String, EditableModel> parts(Map<String, EditableModel> master, boolean fused)
      throws IOException;

  /** The graphs of the bundle from the treated parts. */
  Map<String, EditableModel> whole(Map<String, EditableModel> parts) {
    return parts;
  }

  private static Map<String, EditableModel> sharing(
      Map<String, EditableModel> master, boolean fused) throws IOException {
    Map<String, EditableModel> parts = new LinkedHashMap<>();
    parts.put(EXIT_1, master.get(EXIT_1));
    parts.put(REST, master.get(REST));
    if (fused) {
      SharedPrefix.hoist(parts.get(EXIT_1), parts.get(REST), FEATURES);
      InferredShapes.settle(parts.get(EXIT_1), parts.get(REST), FEATURES);
    }
    return parts;
  }
}
