package org.cbnet.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.cbnet.edge.identity.StateDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, so that its environment is the test's. */
@Timeout(120)
class SupportBundleTest {
  private static final String SECRET = "hunter2-hunter2";

  @TempDir private Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private String output = "";

  @Test
  void neverContainsASecret() throws Exception {
    HttpServer agent = agentThatTellsSecrets();
    Path config =
        config(
            """
            device-id: pi-9
            health.port: %d
            kafka:
              properties:
                ssl.keystore.password: %s
                ssl.truststore.location: /etc/trust-%s.p12
                sasl.jaas.config: 'x.Login required username="pi" password="%s-jaas";'
            """
                .formatted(agent.getAddress().getPort(), SECRET, SECRET, SECRET));
    environment.put("CBNET_AGENT_KAFKA_PROPERTIES_SSL_KEY_PASSWORD", SECRET + "-key");
    environment.put("CBNET_TOKEN", SECRET + "-token");
    environment.put("JAVA_PROXY", "http://pi:" + SECRET + "-proxy@proxy.lan/");
    environment.put("JAVA_TOOL_OPTIONS", "-Dproxy.password=" + SECRET + "-option");
    Path log =
        Files.writeString(
            folder.resolve("agent.log"),
            "login with %s failed\nkey:\n-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(SECRET + "-jaas", SECRET));

    int exitCode = run("--config", config.toString(), "--log", log.toString());
    agent.stop(0);

    assertThat(exitCode).as(output).isZero();
    Map<String, String> texts = texts();
    texts.forEach((name, text) -> assertThat(text).as(name).doesNotContain("hunter2"));
    assertThat(texts.get("config.yaml")).contains("device-id: pi-9").contains("(hidden)");
    assertThat(texts.get("environment.txt")).contains("CBNET_TOKEN=(hidden)").contains("proxy.lan");
    assertThat(texts.get("status.json")).contains("running").contains("(hidden)");
    assertThat(texts.get("metrics.txt")).contains("cbnet_agent_spool_bytes 3.0");
    assertThat(texts.get("log.txt")).contains("login with (hidden) failed");
    assertThat(texts.get("machine.txt"))
        .contains("java.version: ")
        .contains("proxy.password=(hidden)");
  }

  @Test
  void tellsOfAnAgentThatDoesNotRunAndOfTheFilesItLeft() throws Exception {
    Path state = Files.createDirectory(folder.resolve("state"));
    try (StateDirectory held = StateDirectory.open(state, UUID::randomUUID, () -> false)) {
      assertThat(held.installation().bootNumber()).isEqualTo(1);
      Files.writeString(state.resolve("spool.db"), "x".repeat(4_096));
    }
    Path config = config("health.port: 0\nstate-directory: " + state + "\n");

    assertThat(run("--config", config.toString())).as(output).isZero();

    Map<String, String> texts = texts();
    assertThat(texts.get("status.json")).contains("not available").contains("health.port is 0");
    assertThat(texts.get("identity.txt")).contains("boot 1");
    assertThat(texts.get("files.txt")).contains("4096").contains("spool.db").contains("bytes free");
    assertThat(texts).doesNotContainKey("log.txt");
  }

  @Test
  void isReadableForItsOwnerOnly() throws Exception {
    run("--config", config("health.port: 0\n").toString());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip())))
        .isEqualTo("rw-------");
  }

  @Test
  void failsWhereItCantWriteAndRefusesWhatItCantUse() throws Exception {
    Path config = config("health.port: 0\n");

    assertThat(start("support-bundle", "--config", config.toString(), "--output", "/proc/none/x"))
        .isEqualTo(1);
    assertThat(output).contains("can't write /proc/none/x");
    assertThat(run("--config", config("batch.results: 0\n").toString())).isEqualTo(2);
    assertThat(start("support-bundle")).isEqualTo(2);
    assertThat(start("support-bundle", "--help")).isZero();
    assertThat(output).contains("Examples:");
  }

  private HttpServer agentThatTellsSecrets() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] body =
              (path.equals("/metrics")
                      ? "cbnet_agent_spool_bytes 3.0\n"
                      : "{\"state\": \"running\", \"lastTrouble\": \"http://a:%s@b/\"}"
                          .formatted(SECRET))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(path.equals("/health/ready") ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private int run(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("support-bundle", "--output", zip().toString()));
    all.addAll(List.of(arguments));
    return start(all.toArray(String[]::new));
  }

  private int start(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private Map<String, String> texts() throws IOException {
    Map<String, String> texts = new HashMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        texts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  private Path config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("agent.yaml"), yaml);
  }

  private Path zip() {
    return folder.resolve("support.zip");
  }
}
