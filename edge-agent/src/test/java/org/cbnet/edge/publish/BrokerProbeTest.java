package org.cbnet.edge.publish;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** Who listens where a broker should; real brokers are asked by every test of the whole product. */
class BrokerProbeTest {

  @Test
  void tellsAWebServerFromABroker() throws IOException {
    byte[] page = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    try (ServerSocket server = answering(page)) {
      assertThatExceptionOfType(KafkaException.class)
          .isThrownBy(() -> probe(server).check())
          .withMessageContaining("answers, but not as a broker does")
          .withMessageContaining("kafka.bootstrap-servers");
    }
  }

  @Test
  void tellsAListenerThatWantsTls() throws IOException {
    try (ServerSocket server = answering(new byte[] {21, 3, 3, 0, 2, 2, 40})) {
      assertThatExceptionOfType(KafkaException.class)
          .isThrownBy(() -> new KafkaProducers("pi-1", address(server), Map.of()).open().close());
    }
  }

  @Test
  void tellsAnAnswerToAnotherQuestion() throws IOException {
    try (ServerSocket server = answering(new byte[] {0, 0, 0, 10, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0})) {
      assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> probe(server).check());
    }
  }

  @Test
  void leavesWhoSaysNothingToTheClient() throws IOException {
    try (ServerSocket server = answering(new byte[0])) {
      assertThatCode(() -> probe(server).check()).doesNotThrowAnyException();
    }
    String gone;
    try (ServerSocket closed = new ServerSocket(0)) {
      gone = address(closed);
    }
    assertThatCode(() -> new BrokerProbe(List.of(gone), Duration.ofSeconds(1)).check())
        .doesNotThrowAnyException();
  }

  private static BrokerProbe probe(ServerSocket server) {
    return new BrokerProbe(List.of(address(server)), Duration.ofSeconds(5));
  }

  private static String address(ServerSocket server) {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Answers every connection once, and ends it. */
  private static ServerSocket answering(byte[] answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  socket.getInputStream().readNBytes(14);
                  socket.getOutputStream().write(answer);
                } catch (IOException e) {
                  // The test is over.
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }
}
