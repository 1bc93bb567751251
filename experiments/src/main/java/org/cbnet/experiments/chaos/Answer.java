package org.cbnet.experiments.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * What came back on a question.
 *
 * @param phase in which it was asked
 * @param path that was asked
 * @param outcome what it is
 * @param status of HTTP, 0 where there is none
 * @param content JSON, as it came
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(String phase, String path, Outcome outcome, int status, byte[] content) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final byte[] NOTHING = {};

  /** Kinds of answers. */
  enum Outcome {
    /** 200. */
    TOLD,
    /** 503 with Retry-After. */
    LATER,
    /** Anything else: a defect. */
    WRONG,
    /** Nobody listens: no answer. */
    REFUSED,
    /** The connection broke, or nothing came. */
    BROKEN
  }

  static Answer ask(HttpClient http, URI instance, String path, String phase)
      throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(instance.resolve(path)).timeout(PATIENCE).build();
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(phase, path, outcome(response), response.statusCode(), response.body());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Answer(phase, path, Outcome.REFUSED, 0, NOTHING);
    } catch (IOException e) {
      return new Answer(phase, path, Outcome.BROKEN, 0, NOTHING);
    }
  }

  private static Outcome outcome(HttpResponse<byte[]> response) {
    if (response.statusCode() == 200) {
      return Outcome.TOLD;
    }
    boolean later =
        response.statusCode() == 503 && response.headers().firstValue("Retry-After").isPresent();
    return later ? Outcome.LATER : Outcome.WRONG;
  }

  boolean isTold() {
    return outcome == Outcome.TOLD;
  }

  /** What was asked and why it was not told, without the numbers in it. */
  String reason() {
    String kind = path.replaceFirst("\\?.*", "").replaceFirst("^/api/v1/([a-z]+)/.*", "$1/...");
    return "%s: %s"
        .formatted(kind, body().path("message").asText().replaceAll("[0-9]+(, [0-9]+)*", "#"));
  }

  JsonNode body() {
    try {
      return JSON.readTree(content);
    } catch (IOException e) {
      throw new UncheckedIOException("%s answered no JSON".formatted(path), e);
    }
  }
}
