package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.access.Tokens;
import org.cbnet.cloud.config.CloudConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, fed by the real API over the real topology's stores. */
@EnabledIf("browserIsInstalled")
class PageTest {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Clock NOW = Clock.fixed(NOON.plusSeconds(300), ZoneOffset.UTC);

  @TempDir private Path folder;
  private final TestCloud cloud = new TestCloud();
  private final HttpApi api =
      HttpApi.start(
          new CloudConfig.Http("127.0.0.1", 0),
          Tokens.NONE,
          NOW,
          QueryRoutes.of(HttpContract.queries(cloud.snapshots()), Optional::empty, NOW));

  static boolean browserIsInstalled() {
    return Files.isExecutable(BROWSER);
  }

  @AfterEach
  void stop() {
    api.close();
    cloud.close();
  }

  @Test
  void showsTheComparisonAndThatTheLawsHold() throws Exception {
    cloud.send(batch("pi-1", 0, 10).setRunId("run-1").setStrategy("edge-full").build());
    cloud.send(batch("pi-2", 0, 4).setRunId("run-1").setStrategy("cbnet").build());
    cloud.send(energy("pi-2", 0).setRunId("run-1").setStrategy("cbnet").build());

    String page = contentAfterScripts();

    assertThat(page).contains("run-1").contains("edge-full").contains("cbnet").contains("modelled");
    assertThat(page).contains("all 14 laws hold");
    assertThat(page).contains("demo figures; for claims run ./cbnet evaluate");
  }

  @Test
  void saysThatThereIsNothingYet() throws Exception {
    String page = contentAfterScripts();

    assertThat(page).contains("all 14 laws hold");
    assertThat(page).containsPattern("(?s)id=\"empty\"(?! hidden)");
    assertThat(page).containsPattern("id=\"comparison\" hidden");
  }

  @Test
  void asksForATokenWhereOneIsNeeded() throws Exception {
    try (HttpApi closed =
        HttpApi.start(
            new CloudConfig.Http("127.0.0.1", 0),
            new TestTokens(),
            NOW,
            QueryRoutes.of(HttpContract.queries(cloud.snapshots()), Optional::empty, NOW))) {
      String page = contentAfterScripts(closed);

      assertThat(page).contains("not logged in");
      assertThat(page).containsPattern("(?s)id=\"login\"[^>]*\"login-title\"(?! hidden)>");
      assertThat(page).containsPattern("id=\"figures-of-cloud\" hidden");
    }
  }

  private String contentAfterScripts() throws IOException, InterruptedException {
    return contentAfterScripts(api);
  }

  private String contentAfterScripts(HttpApi from) throws IOException, InterruptedException {
    Path output = folder.resolve("page.html");
    Process browser =
        new ProcessBuilder(
                List.of(
                    BROWSER.toString(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--user-data-dir=" + folder.resolve("profile"),
                    "--virtual-time-budget=3000",
                    "--dump-dom",
                    from.address() + "/"))
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = browser.waitFor(60, TimeUnit.SECONDS);
    if (!ended) {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly().waitFor();
    }
    assertThat(ended).as("the browser ended by itself").isTrue();
    return Files.readString(output);
  }
}
