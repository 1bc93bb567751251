package org.cbnet.edge.offload;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.schemas.AvroCodec;

/**
 * Java's HTTP client for one offload server, with the bytes that it moves. Of any thread.
 *
 * <p>Java 17's client can't be closed and can't close a connection: {@link #renew} leaves both to
 * the garbage collector.
 */
final class Http2Client {
  static final String PATH = "/api/v1/offload";
  private static final Duration CONNECT = Duration.ofSeconds(1);

  private final URI url;
  private final EdgeClock clock;
  private final HttpBytes bytes = new HttpBytes();
  private final ExecutorService executor;
  private volatile HttpClient http;

  Http2Client(URI server, EdgeClock clock) {
    this.url = URI.create(server + PATH);
    this.clock = clock;
    AtomicInteger number = new AtomicInteger();
    this.executor =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "offload-http2-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    renew();
  }

  URI url() {
    return url;
  }

  HttpBytes bytes() {
    return bytes;
  }

  /** Uses other connections from now on. */
  void renew() {
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(executor)
            .build();
  }

  /**
   * Asks for nothing. It has no body, so that it can open a connection: without TLS the first
   * request of a connection asks for HTTP/2, and is sent a second time by nobody.
   */
  CompletableFuture<HttpResponse<byte[]>> greet() {
    return send(HttpRequest.newBuilder(url).GET().build(), 0);
  }

  CompletableFuture<HttpResponse<byte[]>> post(Letter letter) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/octet-stream")
            .POST(new TimelyBody(letter, clock))
            .build();
    return send(request, letter.payload().length);
  }

  void close() {
    http = null;
    executor.shutdownNow();
  }

  private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, int bodyBytes) {
    HttpClient client = http;
    if (client == null) {
      return CompletableFuture.failedFuture(new LineException("the offloader is closed"));
    }
    bytes.sent(request, bodyBytes);
    BodyHandler<byte[]> handler = info -> bounded();
    return client.sendAsync(request, handler);
  }

  private static BodySubscriber<byte[]> bounded() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return BodySubscribers.mapping(
        BodySubscribers.ofByteArrayConsumer(
            chunk ->
                chunk.ifPresent(
                    each -> {
                      if (out.size() + each.length > AvroCodec.MAX_BYTES) {
                        throw new LineException(
                            "the reply is longer than %d bytes".formatted(AvroCodec.MAX_BYTES));
                      }
                      out.writeBytes(each);
                    })),
        ignored -> out.toByteArray());
  }
}
