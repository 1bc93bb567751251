package org.cbnet.edge.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.cbnet.edge.capture.Capture;
import org.cbnet.edge.capture.FrameIds;
import org.cbnet.edge.capture.Polling;
import org.cbnet.edge.capture.TestImages;
import org.cbnet.inference.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets. */
@Timeout(60)
class HttpSourceTest {
  private static final int MAX_BYTES = 20_000;
  private static final int WAITING = 3;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpSource source;

  @BeforeEach
  void open() throws IOException {
    source =
        new HttpSource(0, WAITING, 10, MAX_BYTES, TestImages.decoder(), new FrameIds("post", 7));
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void answersWithTheIdentityOnceTheResultIsStoredAndNotBefore() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = post(TestImages.png(3));
    Capture.Image image = Polling.image(source);
    assertThat(image.frame().pixels()).isEqualTo(TestImages.images().frame(3).pixels());
    assertThat(image.frame().id()).isEqualTo("post-00000007-0");
    assertThat(image.frame().trueLabel()).isEqualTo(Frame.UNLABELLED);
    assertThat(image.receipt().urgent()).isTrue();
    assertThat(Polling.isEmpty(source)).isTrue();
    assertThat(answer).isNotDone();

    store(image, 42);

    assertThat(answer.join().statusCode()).isEqualTo(200);
    JsonNode json = json(answer.join());
    assertThat(json.get("deviceId").asText()).isEqualTo("pi-1");
    assertThat(json.get("installId").asText()).isEqualTo("install-1");
    assertThat(json.get("bootNumber").asLong()).isEqualTo(3);
    assertThat(json.get("sequence").asLong()).isEqualTo(42);
    assertThat(json.get("frameId").asText()).isEqualTo("post-00000007-0");
    assertThat(json.get("outcome").asText()).isEqualTo("classified");
    assertThat(json.get("predictedLabel").asInt()).isEqualTo(9);
  }

  @Test
  void takesIdAndLabelFromTheQuery() throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        post("/frames?id=cam-1%3A7&label=9", TestImages.jpeg(0));

    Capture.Image image = Polling.image(source);
    Frame frame = image.frame();
    store(image, 1);
    assertThat(json(answer.join()).get("frameId").asText()).isEqualTo("cam-1:7");

    assertThat(frame.id()).isEqualTo("cam-1:7");
    assertThat(frame.trueLabel()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id=",
        "id=a%20b",
        "label=10",
        "label=-1",
        "label=x",
        "ids=1",
        "id=a&id=b",
        "id=%zz"
      })
  void refusesABadQuery(String query) throws IOException {
    String answer = raw("POST /frames?" + query, "Host: " + host(), TestImages.png(0));

    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void saysThatAnImageCanNotBeReadAndCountsIt() throws Exception {
    byte[] jpeg = TestImages.jpeg(0);
    for (byte[] body :
        List.of(
            Arrays.copyOf(jpeg, jpeg.length / 2),
            new byte[0],
            "P5 30000 30000 255 x".getBytes(StandardCharsets.US_ASCII))) {
      HttpResponse<String> answer = post(body).join();
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(json(answer).get("error").asText()).startsWith("the image can't be read: ");
    }

    Capture.Skipped skipped = Polling.skipped(source);
    assertThat(skipped.frames()).isEqualTo(3);
    assertThat(skipped.reason()).isEqualTo("unreadable");
    assertThat(Polling.isEmpty(source)).isTrue();
  }

  @Test
  void refusesWhatIsNoImageAtAll() throws Exception {
    assertThat(post("this is no image".getBytes(StandardCharsets.US_ASCII)).join().statusCode())
        .isEqualTo(415);
    HttpRequest typed =
        request("/frames", TestImages.png(0)).header("Content-Type", "text/html").build();
    assertThat(client.send(typed, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    assertThat(Polling.isEmpty(source)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_000, 70_000})
  void refusesAnImageThatIsTooLarge(int more) throws Exception {
    HttpResponse<String> answer = post(Arrays.copyOf(TestImages.png(0), MAX_BYTES + more)).join();

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(Polling.isEmpty(source)).isTrue();
  }

  // The heap has room for one of them.
  @Test
  void readsOneLargeImageAtATime() throws Exception {
    try (Socket slow = connect()) {
      slow.getOutputStream()
          .write(
              "POST /frames HTTP/1.1\r\nHost: %s\r\nContent-Length: 300000\r\n\r\n"
                  .formatted(host())
                  .getBytes(StandardCharsets.US_ASCII));
      slow.getOutputStream().flush();
      byte[] large = Arrays.copyOf(TestImages.png(0), 300_000);
      int status = 0;
      for (int i = 0; i < 50 && status != 503; i++) {
        try {
          status = post(large).join().statusCode();
        } catch (CompletionException e) {
          // The slow one had not arrived yet, and this one is far too large.
          status = 413;
        }
      }

      assertThat(status).isEqualTo(503);
      CompletableFuture<HttpResponse<String>> small = post(TestImages.png(0));
      store(Polling.image(source), 1);
      assertThat(small.join().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void takesAnImageOfExactlyTheLargestSize() throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        post(Arrays.copyOf(TestImages.png(0), MAX_BYTES));

    store(Polling.image(source), 1);
    assertThat(answer.join().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
  void refusesOtherMethods(String method) throws IOException {
    String answer = raw(method + " /frames", "Host: " + host(), new byte[0]);

    assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: POST");
  }

  @Test
  void knowsOnePathOnly() throws IOException {
    assertThat(raw("POST /", "Host: " + host(), TestImages.png(0))).startsWith("HTTP/1.1 404 ");
  }

  @ParameterizedTest
  @CsvSource({
    "Host: evil.example:PORT",
    "Host: localhost",
    "Host: localhost:1",
    "Host: 127.0.0.1.evil.example:PORT",
    "X-None: 1"
  })
  void refusesAnotherHost(String header) throws IOException {
    String answer =
        raw("POST /frames", header.replace("PORT", "" + source.port()), TestImages.png(0));

    assertThat(answer).startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.example", "null", "https://localhost:PORT", "http://localhost:1", ""})
  void refusesAnotherOrigin(String origin) throws IOException {
    String answer =
        raw(
            "POST /frames",
            "Host: %s\r\nOrigin: %s".formatted(host(), origin.replace("PORT", "" + source.port())),
            TestImages.png(0));

    assertThat(answer).startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "LocalHost"})
  void takesEveryNameOfThisMachineAndItsOwnOrigin(String name) throws Exception {
    String host = name + ":" + source.port();
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return raw(
                    "POST /frames",
                    "Host: %s\r\nOrigin: http://%s".formatted(host, host),
                    TestImages.png(0));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });

    store(Polling.image(source), 1);

    assertThat(answer.join()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void saysSoWhenTheResultCouldNotBeStored() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = post(TestImages.png(0));

    Polling.image(source).receipt().lost("no space left on device");

    assertThat(answer.join().statusCode()).isEqualTo(503);
    assertThat(answer.join().headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.join().body()).contains("no space left on device");
  }

  @Test
  void letsOnlySoManyWait() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    List<Capture.Image> images = new ArrayList<>();
    for (int i = 0; i < WAITING; i++) {
      answers.add(post(TestImages.png(i)));
      images.add(Polling.image(source));
    }

    HttpResponse<String> refused = post(TestImages.png(0)).join();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();

    for (int i = 0; i < WAITING; i++) {
      store(images.get(i), i);
      assertThat(json(answers.get(i).join()).get("sequence").asInt()).isEqualTo(i);
    }
    CompletableFuture<HttpResponse<String>> again = post(TestImages.png(0));
    store(Polling.image(source), 9);
    assertThat(again.join().statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotMindASenderThatDoesNotWait() throws Exception {
    for (int i = 0; i < 2 * WAITING; i++) {
      Capture.Image image;
      try (Socket socket = connect()) {
        send(socket, "POST /frames", "Host: " + host(), TestImages.png(0));
        image = Polling.image(source);
      }
      store(image, i);
    }

    CompletableFuture<HttpResponse<String>> answer = post(TestImages.png(0));
    store(Polling.image(source), 7);
    assertThat(answer.join().statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotMindASenderThatLeavesInTheMiddle() throws Exception {
    for (int i = 0; i < 2 * WAITING; i++) {
      try (Socket socket = connect()) {
        OutputStream out = socket.getOutputStream();
        out.write(
            "POST /frames HTTP/1.1\r\nHost: %s\r\nContent-Length: 500\r\n\r\nabc"
                .formatted(host())
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
    }

    CompletableFuture<HttpResponse<String>> answer = post(TestImages.png(0));
    store(Polling.image(source), 7);
    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(Polling.isEmpty(source)).isTrue();
  }

  @Test
  void answersWhatIsStoredWhileItStopsAndRefusesWhatNobodyTook() throws Exception {
    CompletableFuture<HttpResponse<String>> taken = post(TestImages.png(0));
    Capture.Image image = Polling.image(source);
    CompletableFuture<HttpResponse<String>> left = post(TestImages.png(1));
    while (!source.hasFrame()) {
      Thread.onSpinWait();
    }

    Thread closing = new Thread(source::close);
    closing.start();
    assertThat(left.join().statusCode()).isEqualTo(503);
    assertThat(left.join().body()).contains("the agent is stopping");
    store(image, 5);

    assertThat(taken.join().statusCode()).isEqualTo(200);
    closing.join();
    assertThat(source.poll(Duration.ZERO)).isSameAs(Capture.Empty.END);
    assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    assertNoThreadIsLeft();
  }

  @Test
  void listensOnThisMachineOnly() {
    assertThat(source.address().isLoopbackAddress()).isTrue();
  }

  @Test
  void saysWhichPortCanNotBeHad() {
    assertThatThrownBy(
            () ->
                new HttpSource(
                    source.port(), 1, 10, 1, TestImages.decoder(), new FrameIds("post", 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("source.http.port %d can't be had".formatted(source.port()));
  }

  private static void assertNoThreadIsLeft() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("frames-")) {
        thread.join(10_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private String host() {
    return "localhost:" + source.port();
  }

  private CompletableFuture<HttpResponse<String>> post(byte[] image) {
    return post("/frames", image);
  }

  private CompletableFuture<HttpResponse<String>> post(String path, byte[] image) {
    return client.sendAsync(request(path, image).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, byte[] image) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + source.port() + path))
        .POST(BodyPublishers.ofByteArray(image));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  private static void store(Capture.Image image, long sequence) throws InterruptedException {
    Thread spool =
        new Thread(() -> image.receipt().stored(Polling.stored(image.frame(), sequence)));
    spool.start();
    spool.join();
  }

  // With headers that a well-behaved client does not send.
  private String raw(String request, String headers, byte[] body) throws IOException {
    try (Socket socket = connect()) {
      send(socket, request, headers + "\r\nConnection: close", body);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Socket connect() throws IOException {
    return new Socket(source.address(), source.port());
  }

  private static void send(Socket socket, String request, String headers, byte[] body)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(
        "%s HTTP/1.1\r\n%s\r\nContent-Length: %d\r\n\r\n"
            .formatted(request, headers, body.length)
            .getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
  }
}
