package org.cbnet.experiments.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.inference.Frame;

/** From the launcher's start to the first POST that is answered with its stored result. */
final class StartBench {
  private static final int STARTS = 5;
  private static final int POSTS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private StartBench() {}

  static void measure(LocalStack stack, ObjectNode figures)
      throws IOException, InterruptedException {
    LocalStack.Broker broker = stack.startBroker(0, true);
    List<Double> ready = new ArrayList<>();
    double rss = 0;
    double most = 0;
    byte[] image = pgm(BenchAgent.frames(1).get(0));
    for (int i = 0; i <= STARTS; i++) {
      int port = FieldAgent.freePort();
      long start = System.nanoTime();
      try (FieldAgent agent =
          FieldAgent.start(
              stack.folder(),
              "start-" + i,
              broker.address(),
              "  kind: http\n  http:\n    port: %d\n".formatted(port))) {
        awaitAnswer(agent, port, image);
        // The first start makes the archive of classes.
        if (i > 0) {
          ready.add((System.nanoTime() - start) / 1e6);
        }
        if (i == STARTS) {
          for (int post = 0; post < POSTS; post++) {
            answered(port, image);
          }
          rss = agent.memoryBytes("VmRSS");
          most = agent.memoryBytes("VmHWM");
        }
      }
    }
    figures.put("readyMillis", Ratio.median(ready));
    figures.put("rssBytes", rss);
    figures.put("mostRssBytes", most);
  }

  private static void awaitAnswer(FieldAgent agent, int port, byte[] image)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answered(port, image)) {
      if (System.nanoTime() > deadline || !agent.isAlive()) {
        throw new IOException("an agent did not answer a POST");
      }
      Thread.sleep(5);
    }
  }

  private static boolean answered(int port, byte[] image) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/frames".formatted(port)))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "image/x-portable-graymap")
            .POST(HttpRequest.BodyPublishers.ofByteArray(image))
            .build();
    try {
      return Http.CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] pgm(Frame frame) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    String header = "P5\n%d %d\n255\n".formatted(frame.width(), frame.height());
    file.write(header.getBytes(StandardCharsets.US_ASCII));
    file.write(frame.pixels());
    return file.toByteArray();
  }

  private static final class Http {
    private static final HttpClient CLIENT =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  }
}
