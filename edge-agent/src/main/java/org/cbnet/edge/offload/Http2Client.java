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
  private volatile HttpClient http;

  Http2Client(URI server, EdgeClock clock) {
    this.url = URI.create(server + PATH);
    this.clock = clock;
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
            // On the client's own thread: what follows never waits, and each other thread is a
            // wake-up more on the way.
            .executor(Runnable::run)
            .build();
  }

  /**
   * Asks for nothing. Without TLS a connection becomes HTTP/2 by an upgrade of its first request,
   * which is this one, as it has no body.
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
