package org.cbnet.experiments.bench.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cbnet.edge.config.KafkaConfig;
import org.cbnet.edge.config.OffloadConfig;
import org.cbnet.edge.config.OffloadKafkaConfig;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.edge.offload.Offloaders;
import org.cbnet.experiments.broker.DeviceListener;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.offload.Http2Responder;
import org.cbnet.experiments.offload.KafkaResponder;
import org.cbnet.experiments.offload.OffloadTopics;
import org.cbnet.experiments.offload.Responder;
import org.cbnet.experiments.offload.TcpResponder;
import org.cbnet.inference.offload.Offloader;

/** Broker, responders and offloaders, each transport over a link of its own where one is asked. */
final class Stage implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final int LABEL = 7;
  private static final String DEVICE = "bench";

  private final Optional<LinkProfile> profile;
  private final LinkNetwork network;
  private final EmbeddedBroker broker;
  private final KafkaResponder overKafka;
  private final Http2Responder direct;
  private final TcpResponder bare;
  private final InetSocketAddress bareAddress;
  private final Offloader kafka;
  private final Offloader http2;

  /**
   * Starts all of it; whoever gets an exception ends the process.
   *
   * @param profile of the links; empty for none
   */
  Stage(Path folder, Optional<LinkProfile> profile) throws IOException {
    this.profile = profile;
    network = LinkNetwork.calibrated(1);
    DeviceListener listener =
        DeviceListener.behind(DEVICE, port -> front("kafka", loopback(port)).getPort());
    broker = EmbeddedBroker.start(folder, 0, List.of(listener));
    OffloadTopics.make(broker.bootstrapServers(), PARTITIONS);
    overKafka = new KafkaResponder(broker.bootstrapServers(), Responder.label(LABEL));
    direct = new Http2Responder(0, Responder.label(LABEL));
    bare = new TcpResponder();
    bareAddress = front("tcp", bare.address());
    InetSocketAddress url = front("http2", direct.address());
    kafka = open(OffloadTransport.KAFKA, url, listener.bootstrapServers());
    http2 = open(OffloadTransport.HTTP2, url, listener.bootstrapServers());
  }

  Asking kafka(int payloadBytes) throws IOException, InterruptedException {
    return new Asking(kafka, payloadBytes);
  }

  Asking http2(int payloadBytes) throws IOException, InterruptedException {
    return new Asking(http2, payloadBytes);
  }

  BareEcho bare(int bytesUp, int bytesDown) throws IOException {
    return new BareEcho(bareAddress, bytesUp, bytesDown);
  }

  @Override
  public void close() throws IOException {
    kafka.close();
    http2.close();
    overKafka.close();
    direct.close();
    bare.close();
    broker.close();
    network.close();
  }

  private InetSocketAddress front(String name, InetSocketAddress server) throws IOException {
    return profile.isEmpty() ? server : network.open(name, server, profile.get()).address();
  }

  private static Offloader open(
      OffloadTransport transport, InetSocketAddress url, String bootstrapServers) {
    OffloadConfig config =
        new OffloadConfig(
            transport,
            Optional.of(URI.create("http://%s:%d".formatted(url.getHostString(), url.getPort()))),
            Optional.empty(),
            new OffloadKafkaConfig(Optional.empty()));
    return Offloaders.open(config, new KafkaConfig(bootstrapServers, Map.of()), DEVICE);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
