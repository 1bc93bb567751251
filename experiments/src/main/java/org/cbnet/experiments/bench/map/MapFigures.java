package org.cbnet.experiments.bench.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Cells for programs, and back. What is not known is null there and NaN here. */
final class MapFigures {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MapFigures() {}

  static ArrayNode of(List<MapCell> cells) {
    ArrayNode all = MAPPER.createArrayNode();
    for (MapCell cell : cells) {
      ObjectNode node =
          all.addObject()
              .put("backbone", cell.backbone())
              .put("deviceSpeed", cell.speed())
              .put("emulated", cell.speed() > 1)
              .put("link", cell.link())
              .put("bestCut", cell.best().cut())
              .put("bestKind", cell.best().kind())
              .put("partitionP50Micros", cell.partition().p50Micros())
              .put("partitionCut", cell.partition().cut())
              .put("partitionFellBack", cell.partition().fellBack())
              .put("partitionFrames", cell.partition().frames())
              .put("ratio", cell.ratio());
      ArrayNode cuts = node.putArray("cuts");
      cell.cuts().forEach(cut -> write(cut, cuts.addObject()));
    }
    return all;
  }

  /**
   * Cells as {@link #of} wrote them.
   *
   * @throws IllegalArgumentException where these are none
   */
  static List<MapCell> read(JsonNode cells) {
    List<MapCell> read = new ArrayList<>();
    for (JsonNode node : cells) {
      List<CutFigure> cuts = new ArrayList<>();
      node.required("cuts").forEach(cut -> cuts.add(cut(cut)));
      read.add(
          new MapCell(
              node.required("backbone").asText(),
              number(node, "deviceSpeed"),
              node.required("link").asText(),
              cuts,
              new PlannedFigure(
                  number(node, "partitionP50Micros"),
                  node.required("partitionCut").asText(),
                  node.required("partitionFellBack").asInt(),
                  node.required("partitionFrames").asInt())));
    }
    return read;
  }

  private static void write(CutFigure cut, ObjectNode node) {
    node.put("cut", cut.cut())
        .put("kind", cut.kind())
        .put("measuredAsItself", cut.isOwn())
        .put("p50Micros", finite(cut.p50Micros()))
        .put("meanMicros", finite(cut.meanMicros()))
        .put("predictedMicros", finite(cut.predictedMicros()))
        .put("fellBack", cut.fellBack())
        .put("frames", cut.frames())
        .put("repeated", cut.repeated())
        .put("finalist", cut.isFinalist());
  }

  private static CutFigure cut(JsonNode node) {
    return new CutFigure(
        node.required("cut").asText(),
        node.required("kind").asText(),
        number(node, "p50Micros"),
        number(node, "meanMicros"),
        number(node, "predictedMicros"),
        node.required("fellBack").asInt(),
        node.required("frames").asInt(),
        node.required("repeated").asInt(),
        node.required("finalist").asBoolean());
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static double number(JsonNode node, String name) {
    return node.required(name).asDouble(Double.NaN);
  }
}
