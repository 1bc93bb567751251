package org.cbnet.experiments.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.cbnet.inference.Frame;
import org.cbnet.inference.dataset.LabelledImages;

/**
 * Stands outside of the agent: POSTs images without end and notes what it was promised. Only a 200
 * is a promise; whatever else happens to a POST leaves it unconfirmed.
 */
final class Witness implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LabelledImages images;
  private final URI frames;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, String> frameByIdentity = new ConcurrentHashMap<>();
  private final List<String> promisedTwice = new ArrayList<>();
  private final AtomicLong posted = new AtomicLong();
  private final AtomicLong unconfirmed = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  Witness(LabelledImages images, int port) {
    this.images = images;
    this.frames = URI.create("http://127.0.0.1:%d/frames".formatted(port));
  }

  /** Begins to POST, one frame after another in each of so many threads. */
  void start(int atATime) {
    for (int i = 0; i < atATime; i++) {
      Thread thread = new Thread(this::postAll, "witness-" + i);
      thread.start();
      threads.add(thread);
    }
  }

  /** Frame by identity of every result that was promised. */
  Map<String, String> promises() {
    return Map.copyOf(frameByIdentity);
  }

  /** Identities that were given to two frames. */
  synchronized List<String> promisedTwice() {
    return List.copyOf(promisedTwice);
  }

  long confirmed() {
    return frameByIdentity.size();
  }

  long unconfirmed() {
    return unconfirmed.get();
  }

  /** Stops POSTing; returns when nothing is under way. */
  void stop() throws InterruptedException {
    ended = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Override
  public void close() {
    ended = true;
  }

  private void postAll() {
    while (!ended) {
      long number = posted.getAndIncrement();
      String id = "witnessed-" + number;
      try {
        post(id, images.frame((int) (number % images.size())));
      } catch (IOException e) {
        unconfirmed.incrementAndGet();
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void post(String id, Frame frame) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(frames + "?id=" + id + "&label=" + frame.trueLabel()))
            .timeout(PATIENCE)
            .header("Content-Type", "image/x-portable-graymap")
            .POST(HttpRequest.BodyPublishers.ofByteArray(pgm(frame)))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      unconfirmed.incrementAndGet();
      pause();
      return;
    }
    JsonNode stored = json.readTree(answer.body());
    String identity =
        "%s/%s/%d/%d"
            .formatted(
                stored.path("deviceId").asText(),
                stored.path("installId").asText(),
                stored.path("bootNumber").asLong(),
                stored.path("sequence").asLong(-1));
    if (frameByIdentity.put(identity, id) != null) {
      synchronized (this) {
        promisedTwice.add(identity);
      }
    }
  }

  // Nobody answers while the agent is away.
  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] pgm(Frame frame) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    String header = "P5\n%d %d\n255\n".formatted(frame.width(), frame.height());
    file.write(header.getBytes(StandardCharsets.US_ASCII));
    file.write(frame.pixels());
    return file.toByteArray();
  }
}
