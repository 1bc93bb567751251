package org.cbnet.cloud.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.cbnet.cloud.access.Role;
import org.cbnet.cloud.access.Tokens;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.start.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of every request, whoever sends it. */
class RequestRulesTest extends AccessContract {
  private static final String CHANGE = "/api/v1/change";
  private final String token = tokens.add(Role.OPERATOR);

  @ParameterizedTest
  @CsvSource({
    "localhost:80, 200",
    "127.0.0.1, 200",
    "[::1]:8080, 200",
    "LOCALHOST, 200",
    "evil.example, 421",
    "localhost.evil.example:8080, 421",
    "169.254.1.1, 421",
  })
  void answersUnderItsOwnNamesOnly(String host, int status) throws Exception {
    assertThat(raw("GET /api/v1/open HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status);
  }

  @Test
  void takesChangesFromItsOwnPageOrFromNoPage() throws Exception {
    assertThat(status(put(as(token, CHANGE), "{}"))).isEqualTo(200);
    assertThat(status(put(as(token, CHANGE).header("Origin", api.address() + ""), "{}")))
        .isEqualTo(200);
    HttpResponse<String> foreign =
        send(put(as(token, CHANGE).header("Origin", "http://evil.example"), "{}"));
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(error(foreign)).isEqualTo("foreign-origin");
    assertThat(status(put(as(token, CHANGE).header("Origin", "null"), "{}"))).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "cross-site,  empty,    403",
    "cross-site,  iframe,   403",
    "same-site,   empty,    403",
    "cross-site,  document, 200",
    "same-origin, empty,    200",
    "none,        document, 200",
  })
  void answersNothingThatAForeignPageAsksForByItself(String site, String dest, int status)
      throws Exception {
    assertThat(
            status(
                request("/api/v1/open")
                    .header("Sec-Fetch-Site", site)
                    .header("Sec-Fetch-Dest", dest)))
        .isEqualTo(status);
  }

  @Test
  void takesJsonAsJsonOnlyAndBytesWhereBytesAreMeant() throws Exception {
    HttpResponse<String> form =
        send(
            as(token, CHANGE)
                .header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(form.statusCode()).isEqualTo(415);
    assertThat(error(form)).isEqualTo("media-type");
    assertThat(status(put(as(token, CHANGE), "{"))).isEqualTo(400);
    assertThat(status(put(as(token, CHANGE), "null"))).isEqualTo(400);
    assertThat(send(put(as(token, CHANGE), "{\"colour\":1}")).body()).contains("colour");
    assertThat(send(put(as(token, CHANGE), "{\"text\":[1]}")).body()).contains("text: ");
    assertThat(status(put(as(token, CHANGE), "{\"text\":\"a\",\"text\":\"b\"}"))).isEqualTo(400);
    HttpResponse<String> bytes = send(file(HttpRequest.BodyPublishers.ofByteArray(new byte[1000])));
    assertThat(bytes.body()).contains("1000 bytes");
  }

  @Test
  void refusesALongBodyWhetherItsLengthIsToldOrNot() throws Exception {
    byte[] long1 = new byte[1001];
    var untold = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(long1));

    assertThat(status(file(HttpRequest.BodyPublishers.ofByteArray(long1)))).isEqualTo(413);
    assertThat(status(file(untold))).isEqualTo(413);
    assertThat(status(put(as(token, CHANGE), "{\"text\":\"%s\"}".formatted("x".repeat(70_000)))))
        .isEqualTo(413);
    byte[] longJson = "{\"text\":\"%s\"}".formatted("x".repeat(70_000)).getBytes(UTF_8);
    assertThat(
            status(
                as(token, CHANGE)
                    .header("Content-Type", JSON)
                    .PUT(
                        HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(longJson)))))
        .isEqualTo(413);
    assertThat(
            status(
                as(token, "/api/v1/read")
                    .header("Content-Type", JSON)
                    .method("GET", HttpRequest.BodyPublishers.ofString("{}"))))
        .isEqualTo(413);
  }

  @Test
  void refusesLongHeaders() throws Exception {
    HttpResponse<String> refused = send(request("/api/v1/open").header("X", "x".repeat(9_000)));

    assertThat(refused.statusCode()).isEqualTo(431);
    assertThat(error(refused)).isEqualTo("http-431");
  }

  @Test
  void saysWhichMethodsAndTypesThereAre() throws Exception {
    HttpResponse<String> post =
        send(as(token, "/api/v1/read").POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(error(post)).isEqualTo("method-not-allowed");
    assertThat(post.headers().firstValue("Allow").orElseThrow()).contains("GET");
    HttpResponse<String> picture = send(as(token, "/api/v1/read").header("Accept", "image/png"));
    assertThat(picture.statusCode()).isEqualTo(406);
    assertThat(error(picture)).isEqualTo("not-acceptable");
  }

  @Test
  void everyAnswerForbidsWhatThePageDoesNotNeed() throws Exception {
    var headers = send(request("/api/v1/open").header("Origin", "http://evil.example")).headers();

    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'");
    assertThat(headers.map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"))
        .noneMatch(name -> name.equalsIgnoreCase("server"));
  }

  @Test
  void startsOutsideOfLoopbackWithTlsAndTokensOnly() {
    CloudConfig.Http open = new CloudConfig.Http("0.0.0.0", 0);

    assertThatThrownBy(() -> Exposure.requireTls(open))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("0.0.0.0")
        .hasMessageContaining("http.tls.certificate");
    assertThatThrownBy(() -> Exposure.requireTokens(open, Tokens.NONE))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("admin token create");
    assertThatCode(() -> Exposure.requireTokens(open, tokens)).doesNotThrowAnyException();
    for (String host : new String[] {"127.0.0.1", "::1", "localhost", "127.1.2.3"}) {
      CloudConfig.Http local = new CloudConfig.Http(host, 0);
      assertThatCode(() -> Exposure.requireTls(local)).doesNotThrowAnyException();
      assertThatCode(() -> Exposure.requireTokens(local, Tokens.NONE)).doesNotThrowAnyException();
    }
  }

  private HttpRequest.Builder file(HttpRequest.BodyPublisher content) {
    return as(token, "/api/v1/file")
        .header("Content-Type", "application/octet-stream")
        .PUT(content);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.address().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
