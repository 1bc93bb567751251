package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.batch;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cbnet.cloud.access.Tokens;
import org.cbnet.cloud.config.CloudConfig;
import org.junit.jupiter.api.Test;

/** The same answer in other forms. */
class AnswersTest extends HttpContract {

  @Test
  void servesRowsAsCsv() throws Exception {
    cloud.send(batch("pi-1", 0, 3).setSite("a").build());
    cloud.send(batch("pi-2", 0, 4).setSite("b").build());

    HttpResponse<String> csv = ask("GET", "/api/v1/stats?groupBy=site", "Accept", "text/csv");

    assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(csv.headers().firstValue("Cbnet-Position").orElseThrow())
        .contains("cbnet.inference.results-0");
    String[] lines = csv.body().split("\r\n", -1);
    assertThat(lines[0]).startsWith("windowStart,windowEnd,final,group.site,results,");
    assertThat(lines[1]).startsWith("2026-03-01T12:00:00Z,2026-03-01T12:01:00Z,true,");
    assertThat(csv.body()).endsWith("\r\n");
  }

  @Test
  void tellsThePositionOfAThousandPartitionsBesideCsv() throws Exception {
    Map<String, Long> position =
        IntStream.range(0, 3_000)
            .boxed()
            .collect(Collectors.toMap("cbnet.inference.results-%d"::formatted, i -> 1_000_000L));
    Route route =
        Route.get("/wide", "Rows")
            .rows("rows")
            .answers(Wide.class, context -> new Wide(List.of(new Row("a")), position));
    try (HttpApi wide =
        HttpApi.start(new CloudConfig.Http("127.0.0.1", 0), Tokens.NONE, NOW, List.of(route))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(wide.address() + "/wide"))
              .timeout(Duration.ofSeconds(20))
              .header("Accept", "text/csv")
              .build();

      HttpResponse<String> csv = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(csv.statusCode()).isEqualTo(200);
      assertThat(json.readTree(csv.headers().firstValue("Cbnet-Position").orElseThrow()))
          .hasSize(3_000);
    }
  }

  private record Row(String name) {}

  private record Wide(List<Row> rows, Map<String, Long> position) {}

  @Test
  void prefersWhatTheCallerWouldRatherHave() throws Exception {
    assertThat(type("text/csv;q=0.5, application/json")).isEqualTo("application/json");
    assertThat(type("text/*;q=0.9, application/json;q=0.1")).isEqualTo("text/csv; charset=utf-8");
    assertThat(type("text/html, */*;q=0.1")).isEqualTo("application/json");
    assertThat(ask("GET", "/api/v1/conservation", "Accept", "text/csv").statusCode())
        .isEqualTo(406);
  }

  @Test
  void tellsThatNothingHasChanged() throws Exception {
    cloud.send(batch("pi-1", 0, 3).build());
    String tag = get("/api/v1/devices").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> same = ask("GET", "/api/v1/devices", "If-None-Match", tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().firstValue("ETag")).contains(tag);

    cloud.send(batch("pi-1", 3, 3).build());
    assertThat(ask("GET", "/api/v1/devices", "If-None-Match", tag).statusCode()).isEqualTo(200);
    assertThat(tag).matches("\"[A-Za-z0-9_-]+\"");
  }

  @Test
  void answersHeadLikeGetWithoutABody() throws Exception {
    HttpResponse<String> get = get("/api/v1/devices");

    HttpResponse<String> head = ask("HEAD", "/api/v1/devices", "Accept", "*/*");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
  }

  private String type(String accept) throws Exception {
    return ask("GET", "/api/v1/devices", "Accept", accept)
        .headers()
        .firstValue("Content-Type")
        .orElseThrow();
  }

  private HttpResponse<String> ask(String method, String path, String header, String value)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api.address() + path))
            .timeout(Duration.ofSeconds(20))
            .header(header, value)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
