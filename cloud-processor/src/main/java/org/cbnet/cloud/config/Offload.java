package org.cbnet.cloud.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the rest of devices' inferences is computed.
 *
 * @param bundles folders with bundles below them
 * @param host interface to bind
 * @param port to bind; 0 takes a free one
 * @param group of the Kafka consumers that share the requests
 * @param workers threads that compute
 * @param batch most images in one run of a tail
 * @param tails kept open at most
 * @param queueRequests that wait at most
 * @param queueBytes that these take at most
 * @param replyTime of a request's budget that is left for the way back
 */
public record Offload(
    List<Path> bundles,
    String host,
    int port,
    String group,
    int workers,
    int batch,
    int tails,
    int queueRequests,
    int queueBytes,
    Duration replyTime) {
  /** As documented. */
  public static final Offload DEFAULT =
      new Offload(
          List.of(Path.of("models")),
          "127.0.0.1",
          8090,
          "cbnet-offload",
          1,
          8,
          32,
          1_000,
          64 << 20,
          Duration.ofMillis(1));

  public Offload {
    bundles = List.copyOf(bundles);
    Check.matches("offload.host", host, "\\S{1,255}", "a host name or address");
    Check.range("offload.port", port, 0, 65_535);
    Check.matches("offload.group", group, "[A-Za-z0-9._-]{1,64}");
    Check.range("offload.workers", workers, 1, 64);
    Check.range("offload.batch", batch, 1, 64);
    Check.range("offload.tails", tails, 1, 1_000);
    Check.range("offload.queue-requests", queueRequests, 1, 1_000_000);
    Check.range("offload.queue-bytes", queueBytes, 2 << 20, 1 << 30);
    Check.range("offload.reply-time", replyTime, Duration.ZERO, Duration.ofSeconds(1));
  }
}
