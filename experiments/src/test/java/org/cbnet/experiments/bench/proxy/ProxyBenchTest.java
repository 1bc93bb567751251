package org.cbnet.experiments.bench.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.experiments.link.OwnCost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(300)
class ProxyBenchTest {
  // A busy machine makes a link slower and never quicker; how near it is the command tells.
  @Test
  void measuresWhatAProfileAsks() throws Exception {
    try (LinkNetwork network = new LinkNetwork(1, OwnCost.NONE);
        Peer peer = new Peer()) {
      ProxyTrial trial = new ProxyTrial(network, peer, LinkProfiles.LTE);

      List<ProxyRow> roundTrips = trial.roundTrips(1);
      assertThat(roundTrips.get(0).ratio()).isGreaterThan(0.9);
      assertThat(roundTrips.get(1).ratio()).isGreaterThan(0.9);
      assertThat(trial.up(1).ratio()).isPositive().isLessThan(1.2);
      assertThat(trial.down(1).ratio()).isPositive().isLessThan(1.2);
    }
  }

  @Test
  void measuresOutages() throws IOException {
    try (LinkNetwork network = new LinkNetwork(1, OwnCost.NONE);
        Peer peer = new Peer()) {
      OutageTrial trial = new OutageTrial(network, peer);

      assertThat(trial.outages(LinkProfiles.FLAKY).ratio()).isPositive();
      assertThat(trial.isSilent(LinkProfiles.OFFLINE)).isTrue();
      assertThat(trial.isSilent(LinkProfiles.LAN)).isFalse();
    }
  }

  @Test
  void aRowIsWithinUpToFivePercent() {
    assertThat(new ProxyRow("lte", "up", "Mbit/s", 12, 12.59).isWithin()).isTrue();
    assertThat(new ProxyRow("lte", "up", "Mbit/s", 12, 12.61).isWithin()).isFalse();
    assertThat(new ProxyRow("lte", "up", "Mbit/s", 12, 11.39).isWithin()).isFalse();
    assertThat(new ProxyRow("lte", "up", "Mbit/s", 12, 11.39))
        .hasToString("lte      up               12.000       11.390 Mbit/s   0.949  NO");
  }

  @Test
  void theFastestTenthIsToldAndNotJudged() {
    ProxyRow row = ProxyRow.fastest("lan", 0.506, 0.4);

    assertThat(row.isJudged()).isFalse();
    assertThat(row.toString()).endsWith(" -");
    assertThat(new ProxyRow("lan", "up", "Mbit/s", 1, 1).isJudged()).isTrue();
  }

  @Test
  void refusesAnUnknownProfile() {
    assertThat(run("--profiles", "lan,5g")).isEqualTo(2);
    assertThat(run("--rounds", "0")).isEqualTo(2);
  }

  private static int run(String... args) {
    return new CommandLine(new ProxyBenchCommand())
        .setErr(new PrintWriter(new StringWriter()))
        .execute(args);
  }
}
