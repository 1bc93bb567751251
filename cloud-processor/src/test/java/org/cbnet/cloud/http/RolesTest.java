package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.cbnet.cloud.access.Principal;
import org.cbnet.cloud.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest extends AccessContract {

  @ParameterizedTest
  @CsvSource({
    // open, read, change, all, own desired, another's desired, bundles, peers
    "READER,   200 200 403 403 200 200 200 403",
    "OPERATOR, 200 200 200 403 200 200 200 403",
    "ADMIN,    200 200 200 200 200 200 200 200",
    "DEVICE,   200 403 403 403 200 403 200 403",
    "PEER,     200 403 403 403 403 403 403 200",
  })
  void eachRoleMayDoWhatItIsForAndNothingElse(Role role, String statuses) throws Exception {
    String token = tokens.add(role);

    assertThat(
            "%d %d %d %d %d %d %d %d"
                .formatted(
                    status(as(token, "/api/v1/open")),
                    status(as(token, "/api/v1/read")),
                    status(put(as(token, "/api/v1/change"), "{\"text\":\"x\"}")),
                    status(as(token, "/api/v1/all").DELETE()),
                    status(as(token, "/api/v1/devices/pi-1/desired")),
                    status(as(token, "/api/v1/devices/pi-2/desired")),
                    status(as(token, "/api/v1/bundles")),
                    status(as(token, "/internal/part"))))
        .isEqualTo(statuses);
  }

  @Test
  void whoShowsNothingMaySeeOnlyWhatIsOpen() throws Exception {
    assertThat(status(request("/api/v1/open"))).isEqualTo(200);
    assertThat(status(request("/"))).isEqualTo(200);
    assertThat(status(request("/openapi.json"))).isEqualTo(200);
    HttpResponse<String> refused = send(request("/api/v1/read"));
    assertThat(status(request("/api/v1/read").method("HEAD", HttpRequest.BodyPublishers.noBody())))
        .isEqualTo(401);

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(error(refused)).isEqualTo("unauthenticated");
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void aTokenNamesItsOwner() throws Exception {
    String token = tokens.add(new Principal("anna", Role.READER, null));

    assertThat(send(as(token, "/api/v1/read")).body()).isEqualTo("{\"text\":\"anna\"}");
  }

  @Test
  void aWrongTokenIsNoneAtAll() throws Exception {
    String token = tokens.add(Role.READER);
    String other = token.substring(0, token.length() - 1) + "x";

    assertThat(status(as(other, "/api/v1/read"))).isEqualTo(401);
    assertThat(status(as("reader", "/api/v1/read"))).isEqualTo(401);
    assertThat(status(request("/api/v1/read").header("Authorization", "Basic " + token)))
        .isEqualTo(401);
    tokens.revoke(Role.READER);
    assertThat(status(as(token, "/api/v1/read"))).isEqualTo(401);
  }

  @Test
  void anAddressWithManyWrongTokensWaitsAndARightOneDoesNot() throws Exception {
    String token = tokens.add(Role.READER);
    for (int i = 1; i < 10; i++) {
      assertThat(status(as("wrong", "/api/v1/read"))).isEqualTo(401);
    }

    HttpResponse<String> tenth = send(as("wrong", "/api/v1/read"));

    assertThat(tenth.statusCode()).isEqualTo(429);
    assertThat(tenth.headers().firstValue("Retry-After")).contains("60");
    assertThat(status(as(token, "/api/v1/read"))).isEqualTo(200);
    assertThat(logIn(token)).as("people beside a device").isEqualTo(200);
    clock.pass(Duration.ofSeconds(61));
    assertThat(status(as("wrong", "/api/v1/read"))).isEqualTo(401);
  }

  @Test
  void anAddressWithManyWrongLogInsWaitsWhateverItShows() throws Exception {
    String token = tokens.add(Role.READER);
    for (int i = 1; i < 10; i++) {
      assertThat(logIn("wrong")).isEqualTo(401);
    }

    assertThat(logIn("wrong")).isEqualTo(429);
    assertThat(logIn(token)).isEqualTo(429);
    assertThat(status(as(token, "/api/v1/read"))).isEqualTo(200);
    clock.pass(Duration.ofSeconds(61));
    assertThat(logIn(token)).isEqualTo(200);
  }

  private int logIn(String token) throws Exception {
    return status(
        request("/api/v1/session")
            .header("Content-Type", JSON)
            .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"%s\"}".formatted(token))));
  }
}
