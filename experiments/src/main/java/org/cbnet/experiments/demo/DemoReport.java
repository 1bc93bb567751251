package org.cbnet.experiments.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo's figures for programs; its keys are a promise (DESIGN, "Commands"). */
final class DemoReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DemoReport() {}

  /** Writes the report; an existing file is replaced. */
  static void write(Path file, DemoResult result, DemoOptions options, String dataOrigin)
      throws IOException {
    ObjectNode report = JSON.createObjectNode();
    report.put("note", DemoTable.DISCLAIMER);
    report.put("runId", result.runId());
    report.put("baseline", options.baseline());
    report.set("strategies", result.comparison().path("strategies"));
    report.set("conservation", result.conservation());
    report.set("environment", environment(result, options, dataOrigin));
    Path parent = file.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
  }

  private static ObjectNode environment(DemoResult result, DemoOptions options, String dataOrigin) {
    ObjectNode environment = JSON.createObjectNode();
    environment.put("java", System.getProperty("java.runtime.version"));
    environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    environment.put("arch", System.getProperty("os.arch"));
    environment.put("processors", Runtime.getRuntime().availableProcessors());
    environment.put("dataOrigin", dataOrigin);
    environment.put("frames", options.frames());
    environment.put("rounds", result.rounds());
    environment.put("seed", options.seed());
    environment.put("energyModelBoard", options.board());
    return environment;
  }
}
