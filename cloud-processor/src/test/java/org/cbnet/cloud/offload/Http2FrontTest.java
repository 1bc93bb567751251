package org.cbnet.cloud.offload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.cbnet.cloud.start.StartException;
import org.cbnet.inference.Frame;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real server, asked by Java's own client and by bare sockets. */
class Http2FrontTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final AvroCodec<OffloadRequest> REQUESTS = AvroCodec.of(OffloadRequest.class);
  private static final AvroCodec<OffloadReply> REPLIES = AvroCodec.of(OffloadReply.class);

  private final KeptLetters letters = new KeptLetters();
  private final Sendings sendings = new Sendings();
  private final HttpClient client = HttpClient.newHttpClient();
  private Optional<String> obstacle = Optional.empty();
  private TestDevice device;
  private OffloadService service;
  private Http2Front front;
  private Frame frame;

  @BeforeEach
  void start() throws Exception {
    device = new TestDevice("fashion-mnist/lenet");
    var config = OffloadServiceTest.config(32, 1_000);
    service =
        new OffloadService(config, BundleFolders.open(config.bundles()), letters, System::nanoTime);
    OffloadMetrics metrics = new OffloadMetrics(service);
    metrics.add("replies-http2", sendings);
    front =
        Http2Front.of(
            "127.0.0.1",
            0,
            new OffloadHandler(
                service,
                () -> obstacle,
                metrics::scrape,
                sendings,
                Clock.systemUTC(),
                System::nanoTime));
    front.start();
    frame = DataSets.sample().frame(0);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    front.close();
    device.close();
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void answersWithAReplyInEitherVersion(HttpClient.Version version) throws Exception {
    upgrade(version);
    for (int i = 0; i < 3; i++) {
      HttpResponse<byte[]> response =
          client.send(
              post(body(request(LONG))).version(version).build(), BodyHandlers.ofByteArray());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.version()).isEqualTo(version);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/octet-stream");
      OffloadReply reply = REPLIES.decode(response.body());
      assertThat(reply.getStatus()).isEqualTo("ok");
      assertThat(reply.getPredictedLabel()).isEqualTo(device.expected(frame).label());
    }
    assertThat(service.totals()).isEqualTo(new OffloadTotals(3, 0, 3, 0, 0, 0, 0));
  }

  @Test
  void takesClientsThatKnowHttp2Before() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      // An empty SETTINGS frame: RFC 9113, 6.5.
      out.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      socket.setSoTimeout(60_000);

      byte[] header = in.readNBytes(9);

      assertThat(header[3]).as("type of the first frame: SETTINGS").isEqualTo((byte) 4);
    }
  }

  @Test
  void manyOnOneConnectionAreEachAnswered() throws Exception {
    upgrade(HttpClient.Version.HTTP_2);
    List<OffloadRequest> requests = new ArrayList<>();
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      requests.add(request(LONG));
      answers.add(
          client.sendAsync(post(body(requests.get(i))).build(), BodyHandlers.ofByteArray()));
    }

    for (int i = 0; i < 60; i++) {
      HttpResponse<byte[]> answer = answers.get(i).get();
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(REPLIES.decode(answer.body()).getRequestId())
          .isEqualTo(requests.get(i).getRequestId());
    }
    assertThat(sendings.sentCount()).isEqualTo(60);
    assertThat(sendings.lostCount()).isZero();
  }

  @Test
  void whatCouldBeDecodedIsAnsweredWith200() throws Exception {
    OffloadRequest late = request(Duration.ZERO);
    OffloadRequest unknown = request(LONG);
    unknown.setBundleHash("00");

    assertThat(reply(late).getStatus()).isEqualTo("expired");
    assertThat(reply(unknown).getStatus()).isEqualTo("unknown-bundle");
  }

  @Test
  void whatIsNoRequestIsRefused() throws Exception {
    assertThat(send(post(new byte[] {1, 2, 3}))).startsWith("400 the payload starts with 01 02");
    assertThat(send(post(new byte[0]))).startsWith("400 the payload is empty");
    assertThat(letters.reasons()).containsExactly("not_single_object", "empty");
  }

  @Test
  void whatIsTooLongIsRefusedWhetherOrNotItSaysSo() throws Exception {
    byte[] tooLong = new byte[AvroCodec.MAX_BYTES + 1];

    assertThat(send(post(tooLong).version(HttpClient.Version.HTTP_1_1))).startsWith("413 ");
    upgrade(HttpClient.Version.HTTP_2);
    assertThat(
            send(
                builder("/api/v1/offload")
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)))))
        .startsWith("413 ");
    assertThat(letters.reasons()).containsExactly("oversized", "oversized");
    assertThat(service.totals()).isEqualTo(new OffloadTotals(2, 2, 0, 0, 0, 0, 0));
  }

  @Test
  void whatIsFarTooLongIsNotEvenRead() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.address().getPort())) {
      socket.setSoTimeout(60_000);
      String head =
          "POST /api/v1/offload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();

      byte[] status = socket.getInputStream().readNBytes(12);

      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
      assertThat(letters.reasons()).containsExactly("oversized");
      assertThat(service.totals()).isEqualTo(new OffloadTotals(1, 1, 0, 0, 0, 0, 0));
    }
  }

  @Test
  void refusesOtherPathsAndMethods() throws Exception {
    assertThat(send(builder("/other").GET())).startsWith("404 there is POST /api/v1/offload");
    assertThat(send(builder("/api/v1/offload").GET())).startsWith("405 ask by POST");
    assertThat(send(builder("/metrics").POST(BodyPublishers.noBody())))
        .startsWith("405 ask by GET");
  }

  @Test
  void tellsHowItIs() throws Exception {
    assertThat(send(builder("/health/live").GET())).isEqualTo("200 live\n");
    assertThat(send(builder("/health/ready").GET())).isEqualTo("200 ready\n");
    obstacle = Optional.of("no broker");
    assertThat(send(builder("/health/ready").GET())).isEqualTo("503 no broker\n");
    assertThat(send(builder("/health/live").GET())).isEqualTo("200 live\n");
  }

  @Test
  void metricsHaveEveryOutcome() throws Exception {
    reply(request(LONG));
    reply(request(Duration.ZERO));

    String metrics = send(builder("/metrics").GET());

    assertThat(metrics)
        .contains("cbnet_offload_received_total 2.0")
        .contains("cbnet_offload_requests_total{outcome=\"answered\"} 1.0")
        .contains("cbnet_offload_requests_total{outcome=\"expired\"} 1.0")
        .contains("cbnet_offload_requests_total{outcome=\"undecodable\"} 0.0")
        .contains("cbnet_offload_requests_total{outcome=\"unknown\"} 0.0")
        .contains("cbnet_offload_requests_total{outcome=\"failed\"} 0.0")
        .contains("cbnet_offload_refusals{reason=\"budget\"} 1.0")
        .contains("cbnet_offload_open 0.0")
        .contains("cbnet_offload_images_total 1.0");
  }

  @Test
  void takesNoMoreOnceItCloses() throws Exception {
    front.refuseMore();

    assertThat(send(post(body(request(LONG))))).startsWith("503 ");
    assertThat(send(builder("/health/ready").GET())).startsWith("503 ");
  }

  @Test
  void aPortThatIsTakenIsNamedWithTheRemedy() {
    Http2Front second =
        Http2Front.of(
            "127.0.0.1",
            front.address().getPort(),
            new OffloadHandler(
                service, Optional::empty, () -> "", sendings, Clock.systemUTC(), System::nanoTime));

    assertThatThrownBy(second::start)
        .isInstanceOf(StartException.class)
        .hasMessageContaining(Integer.toString(front.address().getPort()))
        .hasMessageContaining("CBNET_OFFLOAD_PORT");
    second.close();
  }

  // Java's client upgrades with any request, Jetty with one without a body only.
  private void upgrade(HttpClient.Version version) throws Exception {
    HttpResponse<String> live =
        client.send(
            builder("/health/live").version(version).GET().build(), BodyHandlers.ofString());
    assertThat(live.version()).isEqualTo(version);
  }

  private OffloadRequest request(Duration budget) {
    return device.request(device.cuts().get(1), frame, budget);
  }

  private OffloadReply reply(OffloadRequest request) throws Exception {
    HttpResponse<byte[]> response =
        client.send(post(body(request)).build(), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return REPLIES.decode(response.body());
  }

  private String send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  private HttpRequest.Builder post(byte[] body) {
    return builder("/api/v1/offload")
        .header("Content-Type", "application/octet-stream")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private HttpRequest.Builder builder(String path) {
    URI uri = front.address().resolve(path);
    return HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1));
  }

  private static byte[] body(OffloadRequest request) {
    return REQUESTS.encode(request);
  }
}
