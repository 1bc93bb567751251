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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.TestRegistrations;
import org.cbnet.cloud.access.Tokens;
import org.cbnet.cloud.comparison.SpeedupEstimator;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.peer.PeerService;
import org.cbnet.cloud.presence.FleetQueries;
import org.cbnet.cloud.presence.PresenceRule;
import org.cbnet.cloud.query.AlertQueries;
import org.cbnet.cloud.query.ConservationQueries;
import org.cbnet.cloud.query.DeviceQueries;
import org.cbnet.cloud.query.DeviceStatsQueries;
import org.cbnet.cloud.query.Frames;
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
  final List<String> audit = new CopyOnWriteArrayList<>();
  final HttpApi api = start(cloud.snapshots());

  @AfterEach
  void stop() {
    api.close();
    cloud.close();
  }

  HttpApi start(Snapshots snapshots) {
    return HttpApi.start(
        new CloudConfig.Http("127.0.0.1", 0),
        Tokens.NONE,
        NOW,
        Stream.of(
                QueryRoutes.of(queries(snapshots), () -> obstacle, NOW).stream(),
                new RunDeletionApi(
                        queries(snapshots).runs(),
                        (runId, requestedBy) -> cloud.delete(runId, NOON),
                        (caller, action, target, before, after, outcome) ->
                            audit.add(
                                String.join(" ", caller.name(), action, target, outcome.id())))
                    .routes().stream(),
                new AlertsApi(new AlertQueries(snapshots)).routes().stream(),
                new PeerApi(new PeerService(cloud.local())).routes().stream())
            .flatMap(each -> each)
            .toList());
  }

  static Queries queries(Snapshots snapshots) {
    return new Queries(
        new FleetQueries(
            new DeviceQueries(snapshots, Frames.NONE),
            new TestRegistrations(Map.of()),
            new PresenceRule(Duration.ofSeconds(30), Duration.ofMinutes(5)),
            NOW),
        new StatsQueries(snapshots, NOW),
        new DeviceStatsQueries(snapshots, NOW),
        new RunQueries(snapshots, new SpeedupEstimator(1)),
        new ConservationQueries(snapshots, Duration.ZERO));
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
