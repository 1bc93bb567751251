package org.cbnet.cloud.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.cbnet.cloud.monitoring.Requests.Kind;
import org.junit.jupiter.api.Test;

class RequestsTest {

  @Test
  void countsMethodsThatSomebodyMadeUpAsOne() {
    Requests requests = new Requests();

    requests.count("GET", "/api/v1/stats", 200, 1);
    requests.count("BREW", "other", 404, 1);
    requests.count("BREWA", "other", 404, 1);

    assertThat(requests.totals().keySet())
        .containsExactlyInAnyOrder(
            new Kind("GET", "/api/v1/stats", 200), new Kind("other", "other", 404));
  }
}
