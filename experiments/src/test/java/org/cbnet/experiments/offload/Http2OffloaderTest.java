package org.cbnet.experiments.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.cbnet.edge.config.KafkaConfig;
import org.cbnet.edge.config.OffloadConfig;
import org.cbnet.edge.config.OffloadKafkaConfig;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.edge.offload.Offloaders;
import org.cbnet.experiments.link.LinkCounts;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.OffloadCounts;
import org.cbnet.inference.offload.Offloader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http2OffloaderTest extends OffloaderContract {
  private static Http2FarEnd farEnd;

  @BeforeAll
  static void start() throws IOException {
    farEnd = new Http2FarEnd();
  }

  @AfterAll
  static void stop() {
    farEnd.close();
  }

  @Override
  FarEnd farEnd() {
    return farEnd;
  }

  @Override
  Offloader open() {
    return open(farEnd.link().address());
  }

  @Override
  Offloader openToNobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return open((InetSocketAddress) socket.getLocalSocketAddress());
    }
  }

  @Test
  void takesAnAnswerThatIsNoReplyForARefusal() throws Exception {
    Offloader offloader = serving(label(7));
    farEnd.serve(request -> Optional.of("hello".getBytes(StandardCharsets.UTF_8)));

    assertThat(refusal(offloader).reason()).contains("can't be used").contains("c3 01");
    assertThat(offloader.counts().undecodable()).isPositive();
  }

  @Test
  void takesAReplyToAnotherQuestionForARefusal() throws Exception {
    Offloader offloader = serving(label(7));
    farEnd.serve(
        Responder.of(
            request -> {
              request.setRequestId("another");
              return Optional.of(Responder.labelled(request, 7));
            }));

    assertThat(refusal(offloader).reason()).contains("answers another");
  }

  @Test
  void takesNoReplyThatIsLongerThanAMessage() throws Exception {
    Offloader offloader = serving(label(7));
    farEnd.serve(request -> Optional.of(new byte[(1 << 20) + 1]));

    assertThat(await(offloader.ask(question(), LONG.toNanos()), LONG))
        .containsInstanceOf(OffloadAnswer.Unreachable.class);

    farEnd.serve(label(8));
    assertThat(untilAnswered(offloader).label()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 413, 500})
  void tellsWhatTheServerSaysInsteadOfAReply(int status) throws Exception {
    Offloader offloader = serving(label(7));
    farEnd.serve(request -> Optional.of("no such\n thing".getBytes(StandardCharsets.UTF_8)));
    farEnd.say(status);

    assertThat(refusal(offloader))
        .isEqualTo(
            new OffloadAnswer.Refused("failed", "HTTP %d: no such thing".formatted(status), 0, 14));
  }

  @Test
  void aServerThatClosesIsUnreachable() throws Exception {
    Offloader offloader = serving(label(7));
    farEnd.say(503);

    assertThat(await(offloader.ask(question(), LONG.toNanos()), LONG))
        .containsInstanceOf(OffloadAnswer.Unreachable.class);
  }

  @Test
  void asksOverOneConnection() throws Exception {
    LinkCounts before = farEnd.link().counts();
    Offloader offloader = serving(label(7));
    for (int i = 0; i < 100; i++) {
      untilAnswered(offloader);
    }

    assertThat(farEnd.link().counts().connections() - before.connections()).isEqualTo(1);
  }

  @Test
  void leavesAConnectionThatDoesNotAnswer() throws Exception {
    Offloader offloader = serving(label(7));
    long connections = farEnd.link().counts().connections();
    farEnd.serve(request -> Optional.empty());
    offloader.ask(question(), Duration.ofMillis(200).toNanos()).end();

    until(() -> offloader.counts().lost() == 1);

    farEnd.serve(label(8));
    assertThat(untilAnswered(offloader).label()).isEqualTo(8);
    assertThat(farEnd.link().counts().connections()).isGreaterThan(connections);
  }

  @Test
  void estimatesTheBytesThatGoOverItsLink() throws Exception {
    Offloader offloader = serving(label(7));
    LinkCounts linkBefore = farEnd.link().counts();
    OffloadCounts before = offloader.counts();
    for (int i = 0; i < 100; i++) {
      untilAnswered(offloader);
    }

    OffloadCounts after = offloader.counts();
    LinkCounts link = farEnd.link().counts();
    double up = link.up().delivered() - linkBefore.up().delivered();
    double down = link.down().delivered() - linkBefore.down().delivered();
    assertThat((after.bytesUp() - before.bytesUp()) / up).isBetween(0.9, 1.1);
    assertThat((after.bytesDown() - before.bytesDown()) / down).isBetween(0.9, 1.1);
  }

  private static OffloadAnswer.Refused refusal(Offloader offloader) {
    return (OffloadAnswer.Refused)
        await(offloader.ask(question(), LONG.toNanos()), LONG).orElseThrow();
  }

  private static Offloader open(InetSocketAddress server) {
    OffloadConfig config =
        new OffloadConfig(
            OffloadTransport.HTTP2,
            Optional.of(
                URI.create("http://%s:%d".formatted(server.getHostString(), server.getPort()))),
            Optional.empty(),
            new OffloadKafkaConfig(Optional.empty()));
    return Offloaders.open(config, new KafkaConfig("localhost:9092", Map.of()), "pi-1");
  }
}
