package org.cbnet.experiments.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cbnet.experiments.demo.DemoAgent.Totals;
import org.cbnet.experiments.demo.TopicRecount.Count;
import org.cbnet.experiments.demo.TurnPlan.Turn;
import org.cbnet.experiments.stack.CloudClient;
import org.cbnet.experiments.stack.LocalStack;

/**
 * The product's main job once, on this machine: one agent process a strategy infers the same
 * frames, a real broker carries the results, the cloud compares.
 *
 * <p>All agents are connected, one infers at a time: on a machine with few cores running them
 * together would measure the scheduler.
 */
final class Demo {
  private static final Duration ARRIVAL_TIMEOUT = Duration.ofSeconds(90);

  private final DemoOptions options;
  private final String dataSet;
  private final String runId;
  private final LocalStack stack;
  private final Progress progress;

  Demo(DemoOptions options, String dataSet, String runId, LocalStack stack, Progress progress) {
    this.options = options;
    this.dataSet = dataSet;
    this.runId = runId;
    this.stack = stack;
    this.progress = progress;
  }

  /** Runs everything and leaves the stack as it is; the caller ends it. */
  DemoResult run(Random random) throws IOException, InterruptedException {
    progress.step("starting broker and cloud");
    String brokers = stack.startBroker();
    LocalStack.Cloud cloud = stack.startCloud(brokers, options.port());
    progress.step("starting agents: " + String.join(", ", options.strategies()));
    Map<String, DemoAgent> agents = startAgents(brokers);
    TurnPlan plan = TurnPlan.of(options.strategies(), options.frames(), random);
    takeTurns(plan, agents);
    long sent = finish(agents);
    progress.step("waiting until the cloud has all %d results".formatted(sent));
    CloudClient client = new CloudClient(cloud.address());
    JsonNode conservation = client.awaitArrival(sent, ARRIVAL_TIMEOUT);
    ObjectNode comparison = client.comparison(runId, options.baseline());
    sortRows(comparison);
    Map<String, Count> recount = TopicRecount.of(brokers, runId);
    return new DemoResult(
        runId, cloud.address(), plan.rounds(), sent, comparison, conservation, recount);
  }

  private Map<String, DemoAgent> startAgents(String brokers)
      throws IOException, InterruptedException {
    Map<String, DemoAgent> agents = new LinkedHashMap<>();
    AgentConfigs configs = new AgentConfigs(options, dataSet, runId, brokers, stack.folder());
    for (String strategy : options.strategies()) {
      agents.put(
          strategy,
          new DemoAgent(stack.startAgent(AgentConfigs.name(strategy), configs.yaml(strategy))));
    }
    for (DemoAgent agent : agents.values()) {
      agent.awaitReady();
    }
    return agents;
  }

  private void takeTurns(TurnPlan plan, Map<String, DemoAgent> agents)
      throws IOException, InterruptedException {
    int taken = 0;
    for (Turn turn : plan.turns()) {
      agents.get(turn.strategy()).take(turn);
      taken++;
      progress.show(
          "round %d of %d, %s".formatted(turn.round() + 1, plan.rounds(), turn.strategy()),
          taken,
          plan.turns().size());
    }
  }

  private long finish(Map<String, DemoAgent> agents) throws IOException, InterruptedException {
    long sent = 0;
    for (Map.Entry<String, DemoAgent> agent : agents.entrySet()) {
      Totals totals = agent.getValue().finish();
      if (totals.classified() + totals.failed() != options.frames()
          || totals.acknowledged() != options.frames()) {
        throw new IOException(
            "agent %s was given %d frames and reports %s"
                .formatted(agent.getKey(), options.frames(), totals));
      }
      sent += totals.acknowledged();
    }
    return sent;
  }

  // The cloud sorts by name; a person reads them in the order asked for.
  private void sortRows(ObjectNode comparison) {
    List<JsonNode> rows = new ArrayList<>();
    comparison.path("strategies").forEach(rows::add);
    rows.sort(
        Comparator.comparingInt(row -> options.strategies().indexOf(row.path("name").asText())));
    comparison.putArray("strategies").addAll(rows);
  }
}
