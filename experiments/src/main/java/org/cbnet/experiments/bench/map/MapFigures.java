package org.cbnet.experiments.bench.map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The map for programs. */
final class MapFigures {
  private MapFigures() {}

  static ObjectNode of(List<MapCell> cells, String transport) {
    ObjectNode figures = new ObjectMapper().createObjectNode().put("transport", transport);
    ArrayNode all = figures.putArray("cells");
    for (MapCell cell : cells) {
      ObjectNode node =
          all.addObject()
              .put("backbone", cell.backbone())
              .put("deviceSpeed", cell.speed())
              .put("emulated", cell.speed() > 1)
              .put("link", cell.link())
              .put("bestCut", cell.best().cut().id())
              .put("bestKind", cell.best().kind())
              .put("partitionP50Micros", cell.partitionP50Micros())
              .put("partitionCut", cell.partitionCut())
              .put("ratio", cell.ratio());
      ArrayNode cuts = node.putArray("cuts");
      for (CutFigure cut : cell.cuts()) {
        cuts.addObject()
            .put("cut", cut.cut().id())
            .put("p50Micros", cut.p50Micros())
            .put("meanMicros", cut.meanMicros())
            .put("predictedMicros", cut.predictedMicros())
            .put("fellBack", cut.fellBack())
            .put("frames", cut.frames());
      }
    }
    return figures;
  }
}
