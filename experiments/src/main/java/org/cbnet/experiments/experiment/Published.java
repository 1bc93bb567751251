package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cbnet.experiments.execution.RunFolder;
import org.cbnet.experiments.report.Headline;
import org.cbnet.experiments.report.SummaryJson;
import org.cbnet.experiments.summary.Summary;

/**
 * The runs that a project shows: {@code docs/experiments/NAME/} with definition, figures and
 * report, a list of them, and the front page's figures, which are written from them and by nobody.
 */
public final class Published {
  /** The experiment whose figures are on the front page. */
  public static final String HEADLINE = "paper";

  private static final String BEGIN = "<!-- headline: written by ./cbnet experiment publish -->";
  private static final String END = "<!-- end of headline -->";
  private static final double SECONDS_PER_MINUTE = 60;

  private final Path project;

  /**
   * @param project folder that has {@code README.md} and {@code docs}
   */
  public Published(Path project) {
    this.project = project;
  }

  /**
   * Takes a run over, in place of an older one of its experiment.
   *
   * @throws IOException where the run is invalid or not reported
   */
  Path add(RunFolder run) throws IOException {
    Summary summary = SummaryJson.read(run.file(RunReport.SUMMARY));
    if (!summary.isValid()) {
      throw new IOException(
          "run %s is invalid and claims nothing: %s"
              .formatted(summary.runId(), String.join("; ", summary.problems())));
    }
    Path folder = Files.createDirectories(folder().resolve(summary.definition().name()));
    for (Path file :
        List.of(
            run.definition(),
            run.file(RunReport.SUMMARY),
            run.file(RunReport.TABLE),
            run.file(RunReport.REPORT))) {
      Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(folder().resolve("README.md"), list());
    Path front = project.resolve("README.md");
    Files.writeString(front, withHeadline(Files.readString(front)));
    return folder;
  }

  /** The front page with the figures of the published runs in their place. */
  public String withHeadline(String page) throws IOException {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    Path figures = folder().resolve(HEADLINE).resolve(RunReport.SUMMARY);
    if (begin < 0 || end < begin || !Files.exists(figures)) {
      return page;
    }
    return page.substring(0, begin + BEGIN.length())
        + "\n"
        + Headline.of(SummaryJson.read(figures))
        + page.substring(end);
  }

  /** A page that names all of them. */
  public String list() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Results of experiments

            Full runs of definitions in [experiments/definitions](../../experiments/definitions): the definition as it was
            run, `summary.json`, tables and the report. Raw rows are not kept here; the same comes from
            `./cbnet experiment run experiments/definitions/NAME.yaml`, and this page from `./cbnet experiment publish FOLDER`.

            | experiment | asks | run | took | claims |
            |---|---|---|---|---|
            """);
    for (Summary summary : summaries()) {
      String name = summary.definition().name();
      page.append(
          String.format(
              Locale.ROOT,
              "| [%s](%s/summary.md) ([report](%s/report.html)) | %s | %s | %.0f min | %s |%n",
              name,
              name,
              name,
              summary.definition().question(),
              summary.runId(),
              Math.ceil(summary.seconds() / SECONDS_PER_MINUTE),
              Headline.verdicts(summary)));
    }
    return page.toString();
  }

  /** Figures of all of them, by name. */
  public List<Summary> summaries() throws IOException {
    List<Summary> summaries = new ArrayList<>();
    if (!Files.isDirectory(folder())) {
      return summaries;
    }
    try (Stream<Path> folders = Files.list(folder())) {
      for (Path each : folders.filter(Files::isDirectory).sorted().toList()) {
        summaries.add(SummaryJson.read(each.resolve(RunReport.SUMMARY)));
      }
    }
    return summaries;
  }

  private Path folder() {
    return project.resolve("docs").resolve("experiments");
  }
}
