package org.cbnet.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.experiments.control.CloudInstance.PATIENCE;
import static org.cbnet.experiments.control.CloudInstance.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two instances of the real cloud answer to devices, and to those who steer them. */
class DeliveryTest {
  private static final String DESIRED = "/api/v1/desired/";
  private static final String NEW = "If-None-Match";
  private static final SigningKey KEY = SigningKey.generate();

  @TempDir private static Path folder;
  private static EmbeddedBroker broker;
  private static CloudInstance one;
  private static CloudInstance other;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    Path key = Files.writeString(folder.resolve("control.pem"), KEY.privatePem());
    Map<String, String> settings = Map.of("CBNET_CONTROL_KEY_FILE", key.toString());
    one = start("one", settings);
    other = start("other", settings);
  }

  private static CloudInstance start(String name, Map<String, String> settings) throws Exception {
    return CloudInstance.start(
            broker.bootstrapServers(), folder.resolve(name), settings, Clock.systemUTC())
        .awaitTables();
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
    broker.close();
  }

  @Test
  void servesASignedStateThatWantsNothingToWhomNobodyKnows() throws Exception {
    HttpResponse<String> answer = one.get(path("stranger"));

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode state = verified(answer);
    assertThat(state.path("kind").asText()).isEqualTo("cbnet-desired-state");
    assertThat(state.path("deviceId").asText()).isEqualTo("stranger");
    assertThat(state.path("revision").asLong()).isPositive();
    assertThat(state.path("requestedBy").asText()).isEqualTo("cloud");
    assertThat(state.size()).isEqualTo(4);
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(one.get(path("stranger"), NEW, tag).statusCode()).isEqualTo(304);
    assertThat(other.get(path("stranger")).body()).isEqualTo(answer.body());
  }

  @Test
  void holdsARequestUntilAnotherInstanceChangesTheState() throws Exception {
    String tag = one.get(path("held")).headers().firstValue("ETag").orElseThrow();
    CompletableFuture<HttpResponse<String>> held = one.ask(path("held") + "?wait=60", NEW, tag);

    put(other, "devices/held", "{\"rate\": 2.5}");

    HttpResponse<String> answer = held.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(verified(answer).path("rate").asDouble()).isEqualTo(2.5);
    // Another change that is none of this device's leaves it alone.
    String now = answer.headers().firstValue("ETag").orElseThrow();
    CompletableFuture<HttpResponse<String>> again = one.ask(path("held") + "?wait=1", NEW, now);
    put(other, "devices/beside", "{\"rate\": 9}");
    assertThat(again.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(304);
  }

  @Test
  void raisesTheRevisionWhicheverLevelChangesAndAfterARestart() throws Exception {
    register("moved", "a");
    put(one, "groups/a", "{\"strategy\": \"lenet5\"}");
    put(one, "groups/b", "{\"strategy\": \"truncated\"}");
    List<JsonNode> states = new ArrayList<>();
    states.add(until("moved", "strategy", "lenet5"));
    change(other, "/api/v1/registry/moved", registration("b"));
    states.add(until("moved", "strategy", "truncated"));
    change(other, "/api/v1/registry/moved", registration("a"));
    states.add(until("moved", "strategy", "lenet5"));
    change(one, DESIRED + "groups/a", "{}");
    states.add(until("moved", "strategy", ""));
    try (CloudInstance third = start("third", Map.of("CBNET_CONTROL_KEY_FILE", keyFile()))) {
      assertThat(verified(third.get(path("moved")))).isEqualTo(states.get(3));
    }

    assertThat(states)
        .extracting(state -> state.path("revision").asLong())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void givesOneRevisionOneContentWhicheverInstanceIsAsked() throws Exception {
    Map<Long, JsonNode> contents = new HashMap<>();
    long highest = 0;
    for (int rate = 1; rate <= 15; rate++) {
      CloudInstance writer = rate % 2 == 0 ? one : other;
      if (rate == 1) {
        put(writer, "devices/watched", "{\"rate\": 1}");
      } else {
        change(writer, DESIRED + "devices/watched", "{\"rate\": %d}".formatted(rate));
      }
      // Before both have read it: they must not contradict each other.
      for (CloudInstance asked : List.of(one, other, one)) {
        JsonNode state = verified(asked.get(path("watched")));
        JsonNode before = contents.putIfAbsent(state.path("revision").asLong(), state);
        assertThat(before).isIn(null, state);
        highest = Math.max(highest, state.path("revision").asLong());
      }
      // Whoever wrote it tells it at once.
      assertThat(verified(writer.get(path("watched"))).path("rate").asInt()).isEqualTo(rate);
    }
    assertThat(contents.get(highest).path("rate").asInt()).isEqualTo(15);
  }

  @Test
  void letsAStateThatExpiresFallAwayForARequestThatIsHeld() throws Exception {
    Instant expires = Instant.now().plusSeconds(4);
    put(one, "devices/brief", "{\"rate\": 3, \"expires\": \"%s\"}".formatted(expires));
    HttpResponse<String> first = one.get(path("brief"));
    assertThat(verified(first).has("expiresAtMicros")).isTrue();
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> second =
        one.ask(path("brief") + "?wait=60", NEW, tag).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertThat(verified(second).has("rate")).isFalse();
    assertThat(verified(second).path("revision").asLong())
        .isGreaterThan(verified(first).path("revision").asLong());
  }

  @Test
  void doesNotServeARevokedDeviceAndTellsOneThatIsHeld() throws Exception {
    register("stolen", "a");
    String tag = one.get(path("stolen")).headers().firstValue("ETag").orElseThrow();
    CompletableFuture<HttpResponse<String>> held = one.ask(path("stolen") + "?wait=60", NEW, tag);

    change(other, "/api/v1/registry/stolen", "{\"state\": \"revoked\", \"site\": \"lab\"}");

    assertThat(held.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(403);
    assertThat(one.get(path("stolen")).body()).contains("revoked");
  }

  @Test
  void refusesWhoIsNotRegisteredWhereThatIsEnforcedAndEverybodyWithoutAKey() throws Exception {
    try (CloudInstance strict =
        start(
            "strict",
            Map.of("CBNET_CONTROL_KEY_FILE", keyFile(), "CBNET_REGISTRY_ENFORCE", "true"))) {
      assertThat(strict.get(path("nobody")).statusCode()).isEqualTo(403);
      register("somebody", "a");
      strict.await("/api/v1/registry/somebody", any -> true);
      assertThat(strict.get(path("somebody")).statusCode()).isEqualTo(200);
    }
    try (CloudInstance keyless = start("keyless", Map.of())) {
      HttpResponse<String> answer = keyless.get(path("somebody"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("control.key-file");
    }
  }

  @Test
  void changesNothingThatSomebodyHasNotSeen() throws Exception {
    String path = DESIRED + "groups/guarded";
    HttpResponse<String> unconditional = one.put(path, "{}");
    assertThat(unconditional.statusCode()).isEqualTo(428);
    assertThat(json(unconditional).path("error").asText()).isEqualTo("precondition-required");
    assertThat(one.put(path, "{}", "If-Match", "*").statusCode()).isEqualTo(412);
    assertThat(one.put(path, "{}", "If-Match", "\"0\"").statusCode()).isEqualTo(400);
    HttpResponse<String> made = one.put(path, "{\"rate\": 1, \"priority\": 2}", NEW, "*");
    assertThat(made.statusCode()).isEqualTo(200);
    String tag = made.headers().firstValue("ETag").orElseThrow();
    assertThat(one.put(path, "{\"rate\": 2}", NEW, "*").statusCode()).isEqualTo(412);
    assertThat(other.put(path, "{\"rate\": 2}", "If-Match", tag).statusCode()).isEqualTo(200);
    assertThat(one.put(path, "{\"rate\": 3}", "If-Match", tag).statusCode()).isEqualTo(412);
    assertThat(one.delete(path, "If-Match", tag).statusCode()).isEqualTo(412);
    JsonNode now = json(one.get(path));
    assertThat(now.path("rate").asInt()).isEqualTo(2);
    assertThat(now.path("requestedBy").asText()).isEqualTo("local");
    assertThat(one.delete(path, "If-Match", "*").statusCode()).isEqualTo(204);
    assertThat(one.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void namesTheFieldThatIsNotWhatItMayBe() throws Exception {
    for (String[] bad :
        new String[][] {
          {"desired/default", "{\"strategy\": \"clever\"}", "strategy"},
          {"desired/default", "{\"treshold\": 1}", "treshold"},
          {"desired/default", "{\"rate\": 1, \"rate\": 2}", "rate"},
          {"desired/default", "{\"rate\": \"1\"}", "rate"},
          {"desired/default", "{\"priority\": 1}", "priority"},
          {"desired/devices/default", "{}", "default"},
          {"desired/default", "{\"expires\": \"soon\"}", "expires"},
          {"desired/default", "{\"expires\": \"+1000000000-12-31T23:59:59Z\"}", "expires"},
          {"registry/pi-1", "{\"state\": \"lost\", \"site\": \"lab\"}", "state"},
          {"registry/pi-1", "{\"state\": \"active\"}", "site"},
          {
            "registry/pi-1",
            "{\"state\": \"active\", \"site\": \"lab\", \"groups\": [\"a b\"]}",
            "groups"
          },
          {
            "registry/pi-1",
            "{\"state\": \"active\", \"site\": \"lab\", \"groups\": [\"a\", null]}",
            "groups"
          },
          {
            "registry/pi-1",
            "{\"state\": \"active\", \"site\": \"lab\", \"keys\": [{\"key\": \"?\"}]}",
            "keys.key"
          },
          {"registry/default", "{\"state\": \"active\", \"site\": \"lab\"}", "deviceId"},
        }) {
      HttpResponse<String> answer = one.put("/api/v1/" + bad[0], bad[1], NEW, "*");
      assertThat(answer.statusCode()).as(bad[1]).isEqualTo(400);
      assertThat(json(answer).path("message").asText()).contains(bad[2]);
    }
    assertThat(one.get(path("pi-1") + "?wait=301").statusCode()).isEqualTo(400);
  }

  @Test
  void listsTheRegistryByPageAndState() throws Exception {
    for (String id : List.of("list-1", "list-2", "list-3")) {
      register(id, "a");
    }
    JsonNode page = json(one.get("/api/v1/registry?limit=2&after=list-0&state=active"));
    assertThat(page.path("devices").findValuesAsText("deviceId"))
        .containsExactly("list-1", "list-2");
    assertThat(page.path("next").asText()).isEqualTo("list-2");
    assertThat(json(one.get("/api/v1/registry?state=retired")).path("devices")).isEmpty();
  }

  private static String keyFile() {
    return folder.resolve("control.pem").toString();
  }

  private static String path(String deviceId) {
    return "/api/v1/devices/%s/desired".formatted(deviceId);
  }

  private static String registration(String group) {
    return "{\"state\": \"active\", \"site\": \"lab\", \"groups\": [\"%s\"]}".formatted(group);
  }

  private static void register(String deviceId, String group) throws Exception {
    HttpResponse<String> answer =
        one.put("/api/v1/registry/" + deviceId, registration(group), NEW, "*");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void put(CloudInstance cloud, String level, String body) throws Exception {
    HttpResponse<String> answer = cloud.put(DESIRED + level, body, NEW, "*");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Changes what is there, as somebody who looks first. */
  private static void change(CloudInstance cloud, String path, String body) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> answer = cloud.put(path, body, "If-Match", "*");
    while (answer.statusCode() == 412 && System.nanoTime() < deadline) {
      answer = cloud.put(path, body, "If-Match", "*");
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static JsonNode until(String deviceId, String field, String value) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode state = verified(one.get(path(deviceId)));
      if (state.path(field).asText().equals(value)) {
        return state;
      }
      assertThat(System.nanoTime()).as(state.toString()).isLessThan(deadline);
    }
  }

  private static JsonNode verified(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode body = json(answer);
    assertThat(body.size()).isEqualTo(3);
    assertThat(body.path("keyId").asText()).isEqualTo(KEY.id());
    byte[] state = Base64.getDecoder().decode(body.path("state").asText());
    byte[] signature = Base64.getDecoder().decode(body.path("signature").asText());
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(KEY.publicKey());
    check.update(state);
    assertThat(check.verify(signature)).isTrue();
    assertThat(answer.headers().firstValue("ETag").orElseThrow())
        .isEqualTo(
            "\"%d\"".formatted(new ObjectMapper().readTree(state).path("revision").asLong()));
    return new ObjectMapper().readTree(state);
  }
}
