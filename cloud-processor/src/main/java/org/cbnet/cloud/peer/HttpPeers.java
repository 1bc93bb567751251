package org.cbnet.cloud.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.query.Part;
import org.cbnet.cloud.query.Peer;
import org.cbnet.cloud.query.Peers;
import org.cbnet.cloud.query.Question;

/** Asks other instances over HTTP. Safe for several threads. */
public final class HttpPeers implements Peers {
  /** Where an instance is asked by others. */
  public static final String PATH = "/internal/v1/parts";

  private static final Duration CONNECT_WITHIN = Duration.ofMillis(500);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
  private static final long MAX_BYTES = 64 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PeerDirectory directory;
  private final PeerAccess access;
  private final HttpClient http;

  /**
   * @param access what peers ask of each other
   */
  public HttpPeers(Membership membership, PeerAccess access) {
    this.directory = new PeerDirectory(membership);
    this.access = Objects.requireNonNull(access, "access is null");
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WITHIN);
    access.trust().ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  @Override
  public List<Peer> known() {
    return directory.peers();
  }

  @Override
  public <A> CompletableFuture<List<Part<A>>> ask(
      Peer peer, Question<A> question, Set<Integer> partitions, boolean copies) {
    byte[] body;
    try {
      body = JSON.writeValueAsBytes(new PartsRequest(question, partitions, copies));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a question can't be written", e);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(peer))
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    access.token().ifPresent(token -> request.header("Authorization", "Bearer " + token.get()));
    return http.sendAsync(request.build(), info -> new LimitedBody(MAX_BYTES))
        .orTimeout(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(response -> decode(question, response));
  }

  private static <A> List<Part<A>> decode(Question<A> question, HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "%s answered %d".formatted(response.uri(), response.statusCode()));
    }
    try {
      return PartsCodec.decode(question, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("%s answered no parts".formatted(response.uri()), e);
    }
  }

  private URI address(Peer peer) {
    String host = peer.host().contains(":") ? "[%s]".formatted(peer.host()) : peer.host();
    String scheme = access.trust().isPresent() ? "https" : "http";
    return URI.create("%s://%s:%d%s".formatted(scheme, host, peer.port(), PATH));
  }
}
