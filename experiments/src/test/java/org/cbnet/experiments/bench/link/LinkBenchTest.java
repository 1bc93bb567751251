package org.cbnet.experiments.bench.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(180)
class LinkBenchTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void measuresAllThreeOfEachPayloadInOneRun() throws Exception {
    Path json = folder.resolve("link.json");

    assertThat(run("--payload", "200,3000", "--rounds", "20", "--json", json.toString())).isZero();

    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.get("payloadBytes").asInt()).isEqualTo(200);
    for (String key :
        new String[] {"kafkaRoundTripMicros", "directRoundTripMicros", "tcpRoundTripMicros"}) {
      assertThat(figures.get(key).asDouble()).isPositive();
    }
    assertThat(figures.get("payloads")).hasSize(2);
    assertThat(figures.get("payloads").get(1).get("payloadBytes").asInt()).isEqualTo(3_000);
    assertThat(out.toString()).contains("http2/tcp");
  }

  @Test
  void everyTransportFeelsTheLink() throws Exception {
    Path json = folder.resolve("link.json");

    assertThat(run("--payload", "100", "--rounds", "5", "--link", "lte", "--json", json.toString()))
        .isZero();

    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.get("link").asText()).isEqualTo("lte");
    for (String key :
        new String[] {"kafkaRoundTripMicros", "directRoundTripMicros", "tcpRoundTripMicros"}) {
      assertThat(figures.get(key).asDouble()).as(key).isGreaterThan(65_000);
    }
  }

  @Test
  void refusesWhatItCantMeasure() {
    assertThat(run("--payload", "0")).isEqualTo(2);
    assertThat(run("--rounds", "0")).isEqualTo(2);
    assertThat(run("--link", "5g")).isEqualTo(2);
    assertThat(err.toString()).contains("--payload 0").contains("--rounds 0").contains("'5g'");
  }

  @Test
  void aRowTellsMedians() {
    RoundTrips trips = new RoundTrips(101);
    for (int i = 0; i <= 100; i++) {
      trips.add(1_000L * i);
    }

    assertThat(trips.micros(0.5)).isEqualTo(50);
    assertThat(trips.micros(0.99)).isEqualTo(99);
    assertThat(new LinkRow(1_000, trips, trips, trips).toString())
        .isEqualTo(
            "   1000        50        99        50        99        50        99       1.0x");
  }

  private int run(String... args) {
    return new CommandLine(new LinkBenchCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }
}
