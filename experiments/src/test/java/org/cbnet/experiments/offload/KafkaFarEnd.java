package org.cbnet.experiments.offload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.broker.DeviceListener;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.experiments.link.Link;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.experiments.link.OwnCost;

/** A broker whose clients on the device come over a link, and a responder beside it. */
final class KafkaFarEnd implements FarEnd, AutoCloseable {
  static final int PARTITIONS = 3;

  private final Path folder;
  private final LinkNetwork network = new LinkNetwork(1, OwnCost.NONE);
  private final ChangingResponder responder = new ChangingResponder();
  private final DeviceListener listener;
  private Link link;
  private EmbeddedBroker broker;
  private KafkaResponder answering;

  KafkaFarEnd(Path folder) throws IOException {
    this.folder = folder;
    listener = DeviceListener.behind("pi-1", this::front);
    broker = EmbeddedBroker.start(folder, 0, List.of(listener));
    OffloadTopics.make(broker.bootstrapServers(), PARTITIONS);
    answering = new KafkaResponder(broker.bootstrapServers(), responder);
  }

  /** For a device that is not behind the link. */
  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** For the device. */
  String deviceBootstrapServers() {
    return listener.bootstrapServers();
  }

  @Override
  public void serve(Responder changed) {
    responder.become(changed);
  }

  @Override
  public void stopServing() {
    responder.become(request -> Optional.empty());
    link.change(LinkProfiles.LAN);
  }

  @Override
  public void die() {
    answering.close();
    broker.close();
  }

  @Override
  public void comeBack() throws IOException {
    int port = Integer.parseInt(broker.bootstrapServers().replaceAll(".*:", ""));
    broker = EmbeddedBroker.start(folder, port, List.of(listener));
    answering = new KafkaResponder(broker.bootstrapServers(), responder);
  }

  @Override
  public Link link() {
    return link;
  }

  @Override
  public void close() {
    die();
    network.close();
  }

  private int front(int port) throws IOException {
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    link = network.open("pi-1", server, LinkProfiles.LAN);
    return link.address().getPort();
  }
}
