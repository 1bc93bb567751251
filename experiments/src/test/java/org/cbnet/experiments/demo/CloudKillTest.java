package org.cbnet.experiments.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.experiments.demo.TurnPlan.Turn;
import org.cbnet.experiments.stack.CloudClient;
import org.cbnet.experiments.stack.CloudSetup;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.experiments.stack.LocalStack.Cloud;
import org.cbnet.experiments.stack.OfflineCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kill -9 of the cloud in mid-run changes no figure. */
class CloudKillTest {
  private static final int ROUNDS = 6;
  private static final int FRAMES_A_ROUND = 40;
  private static final String RUN = "kill-run";
  private static final List<String> STRATEGIES = List.of("edge-full", "early-exit");
  // So long that a kill finds results which are counted and not committed; and with no cache, which
  // would hold them back from the stores, so that at least once could not be told from exactly
  // once.
  private static final Duration RARELY = Duration.ofSeconds(4);
  private static final Duration ARRIVAL = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void endsWithTheTableOfACloudThatWasNeverKilled() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        LocalStack stack = new LocalStack(folder.resolve("stack"), JavaLauncher.ofThisProcess())) {
      String brokers = broker.bootstrapServers();
      CloudSetup setup = new CloudSetup("killed", brokers, 0, RARELY, 0);
      Cloud killed = stack.startCloud(setup);
      Map<String, DemoAgent> agents = startAgents(stack, brokers);
      takeRounds(agents, 0, 2);
      awaitReceived(killed, 2);
      killed.process().kill();
      takeRounds(agents, 2, 4);
      killed = stack.startCloud(setup);
      takeRounds(agents, 4, ROUNDS);
      for (DemoAgent agent : agents.values()) {
        agent.finish();
      }
      awaitReceived(killed, ROUNDS);
      killed.process().kill();
      killed = stack.startCloud(setup);

      JsonNode after = awaitAll(killed);

      for (JsonNode row : after.path("strategies")) {
        OfflineCount offline = OfflineCount.of(row.path("name").asText(), ROUNDS * FRAMES_A_ROUND);
        assertThat(row.path("frames").asInt()).isEqualTo(offline.frames());
        assertThat(row.path("accuracy").asDouble()).isEqualTo(offline.accuracy());
      }
      ObjectNode account = account(killed);
      assertThat(account.path("lost").asLong()).isZero();
      assertThat(account.path("doubleCounted").asLong()).isZero();
      account
          .path("laws")
          .forEach(law -> assertThat(law.path("holds").asBoolean()).as("%s", law).isTrue());

      Cloud fresh = stack.startCloud(new CloudSetup("fresh", brokers, 0, RARELY, 0));
      assertSameFigures(after, awaitAll(fresh), "");
      // The table drops repeats; the account counts every record read.
      assertSameFigures(account, account(fresh), "");
    }
  }

  private static Map<String, DemoAgent> startAgents(LocalStack stack, String brokers)
      throws IOException, InterruptedException {
    DemoOptions options =
        new DemoOptions(
            ROUNDS * FRAMES_A_ROUND, STRATEGIES, 0, "rbp4b1.2-64", OfflineCount.MODELS, 1);
    AgentConfigs configs = new AgentConfigs(options, "fashion-mnist", RUN, brokers, stack.folder());
    Map<String, DemoAgent> agents = new LinkedHashMap<>();
    for (String strategy : STRATEGIES) {
      agents.put(
          strategy,
          new DemoAgent(stack.startAgent(AgentConfigs.name(strategy), configs.yaml(strategy))));
    }
    for (DemoAgent agent : agents.values()) {
      agent.awaitReady();
    }
    return agents;
  }

  private static void takeRounds(Map<String, DemoAgent> agents, int from, int to)
      throws IOException, InterruptedException {
    for (int round = from; round < to; round++) {
      for (Map.Entry<String, DemoAgent> agent : agents.entrySet()) {
        agent
            .getValue()
            .take(new Turn(agent.getKey(), round, round * FRAMES_A_ROUND, FRAMES_A_ROUND));
      }
    }
  }

  private static ObjectNode account(Cloud cloud) throws IOException, InterruptedException {
    ObjectNode account = new CloudClient(cloud.address()).conservation();
    account.remove("position");
    return account;
  }

  private static void awaitReceived(Cloud cloud, int rounds)
      throws IOException, InterruptedException {
    long results = (long) STRATEGIES.size() * rounds * FRAMES_A_ROUND;
    new CloudClient(cloud.address()).awaitReceived(results, ARRIVAL);
  }

  private static JsonNode awaitAll(Cloud cloud) throws IOException, InterruptedException {
    CloudClient client = new CloudClient(cloud.address());
    client.awaitArrival((long) STRATEGIES.size() * ROUNDS * FRAMES_A_ROUND, ARRIVAL);
    ObjectNode comparison = client.comparison(RUN, "edge-full");
    comparison.remove("position");
    return comparison;
  }

  // Sums of doubles depend on the order in which partitions are merged, in their last bits only.
  private static void assertSameFigures(JsonNode expected, JsonNode found, String at) {
    if (expected.isFloatingPointNumber()) {
      assertThat(found.asDouble())
          .as(at)
          .isCloseTo(expected.asDouble(), Offset.offset(Math.abs(expected.asDouble()) * 1e-9));
    } else if (expected.isContainerNode()) {
      assertThat(found.size()).as(at).isEqualTo(expected.size());
      expected
          .properties()
          .forEach(
              field ->
                  assertSameFigures(
                      field.getValue(), found.path(field.getKey()), at + "/" + field.getKey()));
      for (int i = 0; expected.isArray() && i < expected.size(); i++) {
        assertSameFigures(expected.get(i), found.path(i), at + "/" + i);
      }
    } else {
      assertThat(found).as(at).isEqualTo(expected);
    }
  }
}
