package org.cbnet.experiments.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cbnet.experiments.experiment.Published;
import org.cbnet.experiments.summary.Summary;
import org.junit.jupiter.api.Test;

/** Figures in the documents are those of the published runs, to the last digit. */
class PublishedTest {
  private static final Path PROJECT = Path.of("..");

  private final Published published = new Published(PROJECT);

  @Test
  void theFrontPageHasTheFiguresOfThePublishedRun() throws IOException {
    String page = Files.readString(PROJECT.resolve("README.md"));

    assertThat(published.withHeadline(page)).isEqualTo(page);
    assertThat(page).contains("<!-- headline:");
  }

  @Test
  void theListNamesEveryPublishedRun() throws IOException {
    assertThat(Files.readString(PROJECT.resolve("docs/experiments/README.md")))
        .isEqualTo(published.list());
  }

  @Test
  void everyPublishedRunIsValid() throws IOException {
    assertThat(published.summaries()).isNotEmpty().allMatch(Summary::isValid);
  }
}
