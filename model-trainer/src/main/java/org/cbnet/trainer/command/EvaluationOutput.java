package org.cbnet.trainer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cbnet.trainer.evaluation.page.EvaluationPage;
import org.cbnet.trainer.evaluation.report.EvaluationResult;

/** Where an evaluation's figures go; refuses before anything is measured what can't be written. */
final class EvaluationOutput {
  private final Path json;
  private final Path html;

  /**
   * @param json file, or null
   * @param html file, or null
   */
  EvaluationOutput(Path json, Path html) {
    check("--json", json);
    check("--html", html);
    this.json = json;
    this.html = html;
  }

  void write(EvaluationResult result, PrintWriter out) throws IOException {
    out.print(EvaluationTable.of(result.report()));
    out.flush();
    if (json != null) {
      Files.writeString(
          json,
          new ObjectMapper()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .writeValueAsString(result.report())
              + "\n");
    }
    if (html != null) {
      Files.writeString(html, EvaluationPage.of(result));
    }
  }

  private static void check(String option, Path file) {
    if (file == null) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw new InputException("%s %s is a folder: name a file".formatted(option, file));
    }
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new InputException(
          "%s %s: there is no folder %s, make it first".formatted(option, file, parent));
    }
  }
}
