package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.comparison.SpeedupEstimator;
import org.cbnet.cloud.query.ConservationQueries;
import org.cbnet.cloud.query.DeviceQueries;
import org.cbnet.cloud.query.RunQueries;
import org.cbnet.cloud.query.Snapshots;
import org.cbnet.cloud.query.StatsQueries;
import org.junit.jupiter.api.AfterEach;

/** A server over the real queries and the real topology's stores. */
abstract class HttpContract {
  static final Clock NOW = Clock.fixed(NOON.plusSeconds(300), ZoneOffset.UTC);

  final TestCloud cloud = new TestCloud();
  final HttpClient client = HttpClient.newHttpClient();
  final ObjectMapper json = new ObjectMapper();
  volatile Optional<String> obstacle = Optional.empty();
  final HttpApi api = start(cloud.snapshots());

  @AfterEach
  void stop() {
    api.close();
    cloud.close();
  }

  HttpApi start(Snapshots snapshots) {
    return HttpApi.start("127.0.0.1", 0, queries(snapshots), () -> obstacle, NOW);
  }

  static Queries queries(Snapshots snapshots) {
    return new Queries(
        new DeviceQueries(snapshots),
        new StatsQueries(snapshots, NOW),
        new RunQueries(snapshots, new SpeedupEstimator(1)),
        new ConservationQueries(snapshots));
  }

  JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json.readTree(response.body());
  }

  HttpResponse<String> get(String path) throws Exception {
    return get(api, path);
  }

  HttpResponse<String> get(HttpApi from, String path) throws Exception {
    URI uri = URI.create(from.address() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static List<String> texts(JsonNode rows, String field) {
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(row.get(field).asText()));
    return texts;
  }
}
