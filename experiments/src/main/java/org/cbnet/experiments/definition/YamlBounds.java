package org.cbnet.experiments.definition;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Refuses what YAML has and a definition needs not: aliases, by which a few lines become gigabytes,
 * nesting without end, by which a reader's stack overflows, and types of one's own.
 */
final class YamlBounds {
  private static final int DEEPEST = 10;

  private final LoadSettings settings;
  private final Problems problems;

  YamlBounds(LoadSettings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** Whether the text can be made a tree; where not, the problems say why. */
  boolean areKept(String text) {
    int depth = 0;
    // The events come one after another: none is made of what follows the one refused.
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > DEEPEST) {
        return refuse(event, "is nested more than %d deep".formatted(DEEPEST), "flatten it");
      }
      if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
        return refuse(event, "has an anchor or an alias", "write out what it stands for");
      }
      if (tag(event).isPresent()) {
        return refuse(event, "has a tag, " + tag(event).get(), "leave the tag out");
      }
    }
    return true;
  }

  private static Optional<String> tag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
  }

  private boolean refuse(Event event, String what, String remedy) {
    problems.refuse(event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1), what, remedy);
    return false;
  }
}
