package org.cbnet.experiments.bench.offload;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.cbnet.edge.config.KafkaConfig;
import org.cbnet.edge.config.OffloadConfig;
import org.cbnet.edge.config.OffloadKafkaConfig;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.edge.offload.Offloaders;
import org.cbnet.experiments.link.Link;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.inference.offload.Offloader;

/** A device's offloader and the link under it; the link to a broker stays when this is closed. */
final class Way implements AutoCloseable {
  private final Link link;
  private final Offloader offloader;
  private final boolean ownsLink;

  private Way(Link link, Offloader offloader, boolean ownsLink) {
    this.link = link;
    this.offloader = offloader;
    this.ownsLink = ownsLink;
  }

  static Way kafka(String device, String bootstrapServers, Link link) {
    return new Way(link, overKafka(device, bootstrapServers), false);
  }

  static Way http2(String device, Link link) {
    return new Way(link, overHttp2(device, link.url()), true);
  }

  /** An offloader as an agent opens it. */
  static Offloader overKafka(String device, String bootstrapServers) {
    OffloadConfig config =
        new OffloadConfig(
            OffloadTransport.KAFKA,
            Optional.empty(),
            Optional.empty(),
            new OffloadKafkaConfig(Optional.empty()));
    return Offloaders.open(config, new KafkaConfig(bootstrapServers, Map.of()), device);
  }

  /** An offloader as an agent opens it. */
  static Offloader overHttp2(String device, URI server) {
    return Offloaders.http2(server, device);
  }

  Offloader offloader() {
    return offloader;
  }

  /** Makes the link another; gives when, as {@link System#nanoTime} tells time. */
  long change(LinkProfile profile) {
    link.change(profile);
    return System.nanoTime();
  }

  @Override
  public void close() {
    offloader.close();
    if (ownsLink) {
      link.close();
    }
  }
}
