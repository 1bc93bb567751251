package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.cloud.access.Role;
import org.junit.jupiter.api.Test;

class SessionTest extends AccessContract {

  @Test
  void aTokenIsExchangedForACookieThatScriptsAndOtherSitesCanNotUse() throws Exception {
    HttpResponse<String> begun = begin(tokens.add(Role.OPERATOR));

    assertThat(begun.body()).isEqualTo("{\"name\":\"operator\",\"role\":\"operator\"}");
    assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("cbnet-session=")
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/")
        .contains("Max-Age=43200")
        .doesNotContain("operator");
    assertThat(status(in(begun, "/api/v1/read"))).isEqualTo(200);
  }

  @Test
  void changesNeedTheOriginOfOurOwnPage() throws Exception {
    HttpResponse<String> begun = begin(tokens.add(Role.OPERATOR));
    String body = "{\"text\":\"x\"}";

    assertThat(status(put(in(begun, "/api/v1/change"), body))).isEqualTo(403);
    assertThat(
            status(put(in(begun, "/api/v1/change").header("Origin", "http://evil.example"), body)))
        .isEqualTo(403);
    assertThat(
            status(
                put(in(begun, "/api/v1/change").header("Origin", api.address().toString()), body)))
        .isEqualTo(200);
  }

  @Test
  void endsWithItsTokenByItselfAndByHand() throws Exception {
    String token = tokens.add(Role.READER);
    HttpResponse<String> first = begin(token);
    HttpResponse<String> second = begin(token);

    HttpResponse<String> ended =
        send(in(first, "/api/v1/session").header("Origin", api.address().toString()).DELETE());
    assertThat(ended.statusCode()).isEqualTo(204);
    assertThat(ended.headers().firstValue("Set-Cookie").orElseThrow()).contains("01 Jan 1970");
    assertThat(status(in(first, "/api/v1/read"))).isEqualTo(401);
    assertThat(status(in(second, "/api/v1/read"))).isEqualTo(200);

    tokens.revoke(Role.READER);
    assertThat(status(in(second, "/api/v1/read"))).isEqualTo(401);

    HttpResponse<String> third = begin(tokens.add(Role.READER));
    clock.pass(Duration.ofHours(13));
    assertThat(status(in(third, "/api/v1/read"))).isEqualTo(401);
  }

  @Test
  void refusesALogInThatIsNone() throws Exception {
    assertThat(begin("nothing").statusCode()).isEqualTo(401);
    HttpResponse<String> unknown =
        send(
            request("/api/v1/session")
                .header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofString("{\"user\":\"x\"}")));
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("user");
  }

  @Test
  void logInsThatAreSentByteByByteLeaveThreadsForOthers() throws Exception {
    String token = tokens.add(Role.READER);
    List<Socket> slow = new ArrayList<>();
    try {
      // More than the server has threads.
      for (int i = 0; i < 300; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.address().getPort());
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                ("POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                        + JSON
                        + "\r\nContent-Length: 1000\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
      }

      assertThat(status(as(token, "/api/v1/read"))).isEqualTo(200);
      HttpResponse<String> refused = begin(token);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private HttpResponse<String> begin(String token) throws Exception {
    return send(
        request("/api/v1/session")
            .header("Content-Type", JSON)
            .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"%s\"}".formatted(token))));
  }

  private HttpRequest.Builder in(HttpResponse<String> begun, String path) {
    String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    return request(path).header("Cookie", cookie);
  }
}
