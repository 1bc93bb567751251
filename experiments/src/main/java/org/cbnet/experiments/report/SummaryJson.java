package org.cbnet.experiments.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cbnet.experiments.summary.Summary;

/**
 * The content of {@code summary.json}; its keys are a promise (DESIGN, "Commands"). Everything is
 * in it once, but for {@code strategies}, which shows the first condition as every command shows
 * its figures, and {@code valid}. What is not a number, or is not there, is {@code null}.
 */
public final class SummaryJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new Jdk8Module()).addModule(new SummaryModule()).build();

  private SummaryJson() {}

  /** The summary as JSON, indented. */
  public static String write(Summary summary) {
    ObjectNode json = MAPPER.createObjectNode();
    json.set("strategies", StrategiesView.of(summary));
    json.setAll(MAPPER.<ObjectNode>valueToTree(summary));
    return json.toPrettyString() + "\n";
  }

  /**
   * The summary that was written.
   *
   * @throws IOException where the text is no summary; the message says at which key
   */
  public static Summary read(String json) throws IOException {
    return MAPPER.readValue(json, Summary.class);
  }

  /**
   * The summary in a file.
   *
   * @throws IOException where the file cannot be read, or holds no summary
   */
  public static Summary read(Path file) throws IOException {
    try {
      return read(Files.readString(file));
    } catch (IOException e) {
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
