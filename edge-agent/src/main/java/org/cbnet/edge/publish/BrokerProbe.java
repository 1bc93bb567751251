package org.cbnet.edge.publish;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.common.KafkaException;

/**
 * Asks who listens, before Kafka's client does: that client takes the first four bytes of any
 * answer for a length and reserves as much memory, 1.2 GB for "HTTP", which ends a small process. A
 * web server, a captive portal or a listener that wants TLS is told from a broker by the answer to
 * an ApiVersions request (kafka.apache.org/protocol, key 18, version 0), which every broker answers
 * before any authentication.
 */
final class BrokerProbe {
  private static final int REQUEST_BYTES = 10;
  private static final short API_VERSIONS = 18;
  private static final int CORRELATION = 0x63626e74;
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final int SHORTEST_ANSWER = 6;

  private final List<String> servers;
  private final Duration patience;

  /**
   * @param servers {@code host:port} each
   * @param patience for each of them
   */
  BrokerProbe(List<String> servers, Duration patience) {
    this.servers = servers;
    this.patience = patience;
  }

  /**
   * Asks each server. One that is away, slow or says nothing is left to Kafka's client.
   *
   * @throws KafkaException where one answers what no broker does
   */
  void check() {
    // Also resolves and refuses names as the client does, in the one place that knows how.
    List<InetSocketAddress> addresses =
        ClientUtils.parseAndValidateAddresses(servers, "use_all_dns_ips");
    for (InetSocketAddress address : addresses) {
      ask(address);
    }
  }

  private void ask(InetSocketAddress address) {
    int length;
    int correlation;
    try (Socket socket = new Socket()) {
      int millis = (int) patience.toMillis();
      socket.setSoTimeout(millis);
      socket.connect(address, millis);
      socket.getOutputStream().write(request());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      length = in.readInt();
      correlation = length < SHORTEST_ANSWER || length > LONGEST_ANSWER ? 0 : in.readInt();
    } catch (IOException e) {
      return;
    }
    if (correlation != CORRELATION) {
      throw new KafkaException(
          "%s answers, but not as a broker does (a web server, or a listener that wants TLS?):"
                  .formatted(address)
              + " check kafka.bootstrap-servers and kafka.properties.security.protocol");
    }
  }

  private static byte[] request() {
    return ByteBuffer.allocate(Integer.BYTES + REQUEST_BYTES)
        .putInt(REQUEST_BYTES)
        .putShort(API_VERSIONS)
        .putShort((short) 0)
        .putInt(CORRELATION)
        // No client's name.
        .putShort((short) -1)
        .array();
  }
}
