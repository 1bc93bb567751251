package org.cbnet.edge.steering;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Asks the cloud. Follows no redirect, and bounds every answer in size and time. Safe for several
 * threads; an interrupt ends a request.
 */
final class CloudClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

  private final URI url;
  private final Optional<Path> tokenFile;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  CloudClient(URI url, Optional<Path> tokenFile) {
    this.url = url;
    this.tokenFile = tokenFile;
  }

  /** Takes a body that is no longer than that into memory. */
  static BodyHandler<byte[]> bytes(int maxBytes) {
    return info -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      return new CappedBody<>(out, maxBytes, out::toByteArray);
    };
  }

  /**
   * Gets a path, whatever the status.
   *
   * @param timeout for all of the answer
   * @throws IOException where there is no answer, none in time, or too long a one
   */
  <T> HttpResponse<T> get(
      String path, Map<String, String> headers, BodyHandler<T> body, Duration timeout)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).GET();
    headers.forEach(request::header);
    if (tokenFile.isPresent()) {
      // At every request: whoever renews it does not restart the agent.
      request.header("Authorization", "Bearer " + token(tokenFile.get()));
    }
    CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request.build(), body);
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within %d ms".formatted(timeout.toMillis()), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StorageException storage) {
        throw storage;
      }
      Throwable cause = e.getCause();
      throw new IOException(
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), e);
    } finally {
      answer.cancel(true);
    }
  }

  private static String token(Path file) throws IOException {
    String token;
    try {
      token = Files.readString(file).strip();
    } catch (IOException e) {
      throw new IOException("steering.token-file can't be read: " + e, e);
    }
    if (!TOKEN.matcher(token).matches()) {
      throw new IOException("steering.token-file must hold one token in ASCII: " + file);
    }
    return token;
  }
}
