package org.cbnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TopologyCommandTest {
  @TempDir private Path folder;

  @Test
  void namesEveryStoreWithItsTopicAndAllThatIsReadAndWritten() throws Exception {
    StringWriter out = new StringWriter();
    Path file = folder.resolve("topology.json");

    int status =
        new CommandLine(new CloudCommand())
            .setOut(new PrintWriter(out))
            .execute("topology", "--json", file.toString());

    assertThat(status).isZero();
    JsonNode outline = new ObjectMapper().readTree(file.toFile());
    for (Store<?, ?> store : CloudStores.ALL) {
      String changelog = "cbnet-cloud-%s-changelog".formatted(store.name());
      assertThat(out.toString()).contains(changelog);
      assertThat(outline.path("stores").findValuesAsText("changelog")).contains(changelog);
    }
    assertThat(outline.path("sources").findValues("topics").toString())
        .contains("cbnet.inference.results", "cbnet.energy.samples", "cbnet.device.status")
        .contains("cbnet.dead-letters.replay");
    assertThat(outline.path("sinks").findValuesAsText("topic")).contains("cbnet.dead-letters");
  }
}
