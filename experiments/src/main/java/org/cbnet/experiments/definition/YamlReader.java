package org.cbnet.experiments.definition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads one document of YAML 1.2 into a tree, and tells the problems where everything stands. */
final class YamlReader {
  private static final String REMEDY = "write it as docs/experiments-format.md shows";

  // Keys that are lists or maps are refused here, where their line is known.
  private final LoadSettings settings = LoadSettings.builder().setAllowNonScalarKeys(true).build();
  private final Problems problems;

  /**
   * @param problems are told every place, and what is wrong
   */
  YamlReader(Problems problems) {
    this.problems = problems;
  }

  /** The document; empty where it is none. Not to be used where there are problems. */
  Optional<JsonNode> read(String text) {
    try {
      if (!new YamlBounds(settings, problems).areKept(text)) {
        return Optional.empty();
      }
      Optional<Node> document = new Compose(settings).composeString(text);
      if (document.isEmpty()) {
        problems.refuse(1, "there is nothing in the file", REMEDY);
      }
      return document.map(node -> value(node, JsonPointer.empty()));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.refuse(line, "is not YAML: " + oneLine(e.getProblem()), REMEDY);
    } catch (ReaderException e) {
      String before = text.substring(0, Math.min(e.getPosition(), text.length()));
      int line = 1 + (int) before.chars().filter(character -> character == '\n').count();
      problems.refuse(line, "has a character that YAML does not take", "leave it out");
    } catch (YamlEngineException e) {
      problems.refuse(1, "is not YAML: " + oneLine(e.getMessage()), REMEDY);
    }
    return Optional.empty();
  }

  private JsonNode value(Node node, JsonPointer place) {
    if (node instanceof MappingNode mapping) {
      return map(mapping, place);
    }
    if (node instanceof SequenceNode sequence) {
      return list(sequence, place);
    }
    return scalar((ScalarNode) node, place);
  }

  private ObjectNode map(MappingNode mapping, JsonPointer place) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.refuse(line(tuple.getKeyNode()), "a key is a list or a map", REMEDY);
        continue;
      }
      JsonPointer inner = place.appendProperty(key.getValue());
      if (map.has(key.getValue())) {
        int first = problems.line(inner);
        problems.locate(inner, line(key));
        problems.refuse(inner, "was given before, on line " + first, "leave one of them out");
      }
      problems.locate(inner, line(key));
      map.set(key.getValue(), value(tuple.getValueNode(), inner));
    }
    return map;
  }

  private ArrayNode list(SequenceNode sequence, JsonPointer place) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Node item : sequence.getValue()) {
      JsonPointer inner = place.appendIndex(list.size());
      problems.locate(inner, line(item));
      list.add(value(item, inner));
    }
    return list;
  }

  private JsonNode scalar(ScalarNode node, JsonPointer place) {
    Tag tag = node.getTag();
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(node.getValue(), place);
    }
    if (tag.equals(Tag.BOOL)) {
      return BooleanNode.valueOf(node.getValue().equals("true"));
    }
    return tag.equals(Tag.NULL) ? NullNode.instance : TextNode.valueOf(node.getValue());
  }

  // Decimals of any exponent would take any time to compare.
  private JsonNode number(String text, JsonPointer place) {
    try {
      return LongNode.valueOf(Long.parseLong(text));
    } catch (NumberFormatException notALong) {
      double number = finite(text);
      if (Double.isNaN(number)) {
        problems.refuse(
            new Entry(TextNode.valueOf(text), place), "is not a finite number", "give one");
      }
      return DoubleNode.valueOf(number);
    }
  }

  private static double finite(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isInfinite(number) ? Double.NaN : number;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private static String oneLine(String text) {
    return String.valueOf(text).lines().findFirst().orElse("");
  }
}
