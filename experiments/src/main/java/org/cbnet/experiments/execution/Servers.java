package org.cbnet.experiments.execution;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.link.Link;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.experiments.stack.CloudClient;
import org.cbnet.experiments.stack.LocalStack;

/** What agents of a run talk to: broker, cloud, and the cloud's half of offloading behind links. */
final class Servers implements AutoCloseable {
  private final LocalStack stack;
  private final String brokers;
  private final CloudClient cloud;
  private final Optional<URI> offload;
  private final Optional<LinkNetwork> network;
  private final Map<String, Link> links = new HashMap<>();

  private Servers(
      LocalStack stack,
      String brokers,
      CloudClient cloud,
      Optional<URI> offload,
      Optional<LinkNetwork> network) {
    this.stack = stack;
    this.brokers = brokers;
    this.cloud = cloud;
    this.offload = offload;
    this.network = network;
  }

  /**
   * Starts all that a definition needs.
   *
   * @param models folder of bundles, by data set
   */
  static Servers start(Definition definition, Path models, LocalStack stack)
      throws IOException, InterruptedException {
    String brokers = stack.startBroker();
    CloudClient cloud = new CloudClient(stack.startCloud(brokers, 0).address());
    if (!definition.offloads()) {
      return new Servers(stack, brokers, cloud, Optional.empty(), Optional.empty());
    }
    URI offload = stack.startOffload(brokers, bundles(definition, models)).address();
    boolean linked = definition.links().stream().anyMatch(link -> !link.equals(Condition.NO_LINK));
    return new Servers(
        stack,
        brokers,
        cloud,
        Optional.of(offload),
        linked ? Optional.of(LinkNetwork.calibrated(definition.seed())) : Optional.empty());
  }

  LocalStack stack() {
    return stack;
  }

  String brokers() {
    return brokers;
  }

  CloudClient cloud() {
    return cloud;
  }

  /** Where an arm asks: through a link of its own, so that no other's bytes are in its way. */
  Optional<URI> offload(Condition condition, Arm arm) throws IOException {
    if (offload.isEmpty() || !arm.strategy().offloads()) {
      return Optional.empty();
    }
    if (condition.link().equals(Condition.NO_LINK)) {
      return offload;
    }
    String id = Arms.id(condition, arm.name());
    Link link = links.get(id);
    if (link == null) {
      URI server = offload.get();
      link =
          network
              .orElseThrow()
              .open(
                  id,
                  new InetSocketAddress(server.getHost(), server.getPort()),
                  LinkProfiles.named(condition.link()));
      links.put(id, link);
    }
    return Optional.of(link.url());
  }

  @Override
  public void close() {
    network.ifPresent(LinkNetwork::close);
  }

  private static List<Path> bundles(Definition definition, Path models) {
    List<Path> folders = new ArrayList<>();
    for (var dataSet : definition.dataSets()) {
      for (Arm arm : definition.arms()) {
        Path folder = models.resolve(dataSet.id()).resolve(arm.bundle());
        if (arm.strategy().offloads() && !folders.contains(folder)) {
          folders.add(folder);
        }
      }
    }
    return folders;
  }
}
