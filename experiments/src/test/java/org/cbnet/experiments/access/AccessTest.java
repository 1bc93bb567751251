package org.cbnet.experiments.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.cbnet.cloud.CloudApp;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.config.ConfigReader;
import org.cbnet.cloud.start.StartException;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.AuditEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens from the command to the answer, over a real broker. */
class AccessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void theFirstTokenNeedsNoCloudAndEndsWhenItIsRevoked() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
      Path file = config(broker, "127.0.0.1");
      try (CloudApp cloud = start(file)) {
        assertThat(cloud.awaitReady()).isTrue();
        assertThat(status(cloud, null)).as("nobody has a token yet").isEqualTo(200);

        String token =
            admin(file, 0, "token", "create", "--name", "ops", "--role", "reader").strip();

        assertThat(token).startsWith("cbnet~ops~");
        await(() -> status(cloud, null) == 401);
        assertThat(status(cloud, token)).isEqualTo(200);
        assertThat(admin(file, 2, "token", "create", "--name", "ops", "--role", "admin"))
            .contains("exists");
        assertThat(admin(file, 0, "token", "list")).contains("ops").contains("valid");

        admin(file, 0, "token", "revoke", "--name", "ops");

        await(() -> status(cloud, token) == 401);
        assertThat(status(cloud, null)).as("still closed").isEqualTo(401);
        assertThat(values(broker, Topics.ACCESS_TOKENS.name()))
            .isNotEmpty()
            .allSatisfy(
                value ->
                    assertThat(new String(value, StandardCharsets.ISO_8859_1))
                        .doesNotContain(token.substring("cbnet~ops~".length())));
      }
      List<AuditEntry> entries =
          values(broker, Topics.AUDIT.name()).stream()
              .map(value -> Topics.AUDIT.value().deserializer().deserialize("any", value))
              .toList();
      assertThat(entries)
          .extracting(AuditEntry::getAction)
          .containsExactly("token.create", "token.revoke");
      assertThat(entries.get(0).getBefore()).isNull();
      assertThat(entries.get(0).getAfter()).contains("\"reader\"", "\"valid\"");
      assertThat(entries.get(1).getBefore()).contains("\"valid\"");
      assertThat(entries.get(1).getAfter()).contains("\"reader\"", "\"revoked\"");
    }
  }

  @Test
  void whoOnlyReadsMakesNoRevisionAndEndsNoRequestOfADevice() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
      Path key = Files.writeString(folder.resolve("key.pem"), SigningKey.generate().privatePem());
      Path file = config(broker, "127.0.0.1");
      Files.writeString(
          file, Files.readString(file) + "control:\n  key-file: \"%s\"\n".formatted(key));
      String reader = admin(file, 0, "token", "create", "--name", "r", "--role", "reader").strip();
      String device =
          admin(file, 0, "token", "create", "--name", "d", "--role", "device", "--device", "pi-1")
              .strip();
      try (CloudApp cloud = start(file)) {
        String path = "/api/v1/devices/pi-1/desired";
        // Registry, desired states and roll-outs are tables of their own, each of which is read
        // first.
        await(() -> ask(cloud, reader, path).statusCode() != 503);

        assertThat(ask(cloud, reader, path).statusCode()).as("never asked").isEqualTo(404);
        HttpResponse<String> told = ask(cloud, device, path);
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        assertThat(ask(cloud, reader, path).body()).isEqualTo(told.body());

        String tag = told.headers().firstValue("ETag").orElseThrow();
        var held =
            HttpClient.newHttpClient()
                .sendAsync(
                    request(cloud, device, path + "?wait=3").header("If-None-Match", tag).build(),
                    HttpResponse.BodyHandlers.ofString());
        TimeUnit.SECONDS.sleep(1);
        assertThat(ask(cloud, reader, path + "?wait=3").statusCode()).isEqualTo(200);
        assertThat(held.get().statusCode()).as("held to its end").isEqualTo(304);

        HttpResponse<String> other = ask(cloud, device, "/api/v1/devices/pi-2/desired");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("\"error\":\"forbidden\"");
      }
    }
  }

  @Test
  void doesNotStartWhereOthersReachItWithoutTlsAndTokens() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
      Path open = config(broker, "0.0.0.0");
      assertThatThrownBy(() -> start(open))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("http.tls.certificate");

      Path secret = Files.writeString(folder.resolve("any"), "any");
      Path tls =
          Files.writeString(
              folder.resolve("tls.yaml"),
              Files.readString(open)
                  + "  tls: {certificate: \"%s\", private-key: \"%s\"}\n"
                      .formatted(secret, secret));
      assertThatThrownBy(() -> start(tls))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("admin token create");
    }
  }

  @Test
  void namesWhatIsWrongWithATokenThatIsAskedFor() throws Exception {
    assertThat(admin(null, 2, "token", "create", "--name", "a b", "--role", "reader"))
        .contains("--name must match");
    assertThat(admin(null, 2, "token", "create", "--name", "a", "--role", "device"))
        .contains("--device");
  }

  private static CloudApp start(Path file) throws StartException {
    CloudConfig config = new ConfigReader(Map.of()).read(Optional.of(file));
    return CloudApp.start(config, Clock.systemUTC());
  }

  private Path config(EmbeddedBroker broker, String host) throws IOException {
    return Files.writeString(
        folder.resolve("cloud.yaml"),
        """
        kafka:
          bootstrap-servers: "%s"
        state-directory: "%s"
        topics:
          partitions: 1
        http:
          host: %s
          port: 0
        """
            .formatted(broker.bootstrapServers(), folder.resolve("state"), host));
  }

  private String admin(Path config, int exitCode, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.cbnet.cloud.AdminMain"));
    command.addAll(List.of(arguments));
    if (config != null) {
      command.addAll(List.of("--config", config.toString()));
    }
    Path out = folder.resolve("admin.out");
    Path err = folder.resolve("admin.err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String errors = Files.readString(err);
    assertThat(process.exitValue()).as(errors).isEqualTo(exitCode);
    return exitCode == 0 ? Files.readString(out) : errors;
  }

  private static int status(CloudApp cloud, String token) throws Exception {
    return ask(cloud, token, "/api/v1/devices").statusCode();
  }

  private static HttpResponse<String> ask(CloudApp cloud, String token, String path)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(request(cloud, token, path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(CloudApp cloud, String token, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(cloud.address() + path)).timeout(Duration.ofSeconds(20));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static List<byte[]> values(EmbeddedBroker broker, String topic) {
    List<byte[]> values = new ArrayList<>();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
