package org.cbnet.experiments.bench.offload;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.cbnet.experiments.stack.ChildProcess;
import org.cbnet.experiments.stack.CloudClient;
import org.cbnet.experiments.stack.LocalStack;

/** The cloud that counts exactly once, under a fleet's results, beside the offload server. */
final class Company implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofMinutes(2);
  private static final Duration END = Duration.ofSeconds(30);
  // In which a crowd connects.
  private static final Duration CONNECTING = Duration.ofSeconds(30);

  private final LocalStack stack;
  private final LocalStack.Cloud cloud;
  private final ChildProcess fleet;
  private final Duration sending;

  /**
   * What was counted.
   *
   * @param sent results that the broker acknowledged
   * @param received of these by the cloud
   * @param doubleCounted results that are in the aggregates twice
   */
  record Account(long sent, long received, long doubleCounted) {
    /** Whether all was counted once. */
    boolean isExact() {
      return sent > 0 && received == sent && doubleCounted == 0;
    }
  }

  /**
   * @param load of each of the two measurements beside it; results are sent until both are over
   */
  Company(LocalStack stack, String bootstrapServers, int devices, Duration load)
      throws IOException, InterruptedException {
    this.stack = stack;
    this.sending = load.multipliedBy(2).plus(CONNECTING);
    this.cloud = stack.startCloud(bootstrapServers, 0);
    this.fleet =
        stack.startExperiment(
            "fleet",
            List.of(
                "fleet",
                "--devices",
                Integer.toString(devices),
                "--seconds",
                Long.toString(sending.toSeconds()),
                "--bootstrap-servers",
                bootstrapServers));
  }

  /** Waits until the fleet has sent everything and the cloud has it. */
  Account account() throws IOException, InterruptedException {
    String sent = fleet.awaitLine("sent", sending.plus(END));
    long results = Long.parseLong(sent.substring(0, sent.indexOf(' ')));
    JsonNode conservation = new CloudClient(cloud.address()).awaitReceived(results, DRAIN);
    return new Account(
        results,
        conservation.path("received").asLong(),
        conservation.path("doubleCounted").asLong(-1));
  }

  @Override
  public void close() {
    stack.stop(fleet);
    stack.stop(cloud.process());
  }
}
