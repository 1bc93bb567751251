package org.cbnet.experiments.bench.offload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.inference.offload.OffloadCounts;

/**
 * OUTAGE of one strategy over one transport and link.
 *
 * @param link its name
 * @param strategy its name
 * @param tally of its frames
 * @param returns of the link
 * @param counts of its questions, those before the frames included
 */
record OutageRow(
    OffloadTransport transport,
    String link,
    String strategy,
    FrameTally tally,
    Returns returns,
    OffloadCounts counts) {
  private static final double LEAST_SHARE = 0.999;

  List<Claim> claims() {
    return List.of(
        claim(
            tally.lost() == 0,
            "%d of %d frames answered",
            tally.frames() - tally.lost(),
            tally.frames()),
        claim(
            tally.inTimeShare() >= LEAST_SHARE,
            "%.3f %% within deadline + 20 ms (>= %.1f %%), longest %.0f ms",
            100 * tally.inTimeShare(),
            100 * LEAST_SHARE,
            tally.maxMillis()),
        claim(
            returns.missed() == 0 && returns.mostSeconds() <= Returns.MOST.toSeconds(),
            "the cloud answers again within %.2f s of %d returns (<= %d s), not of %d",
            returns.mostSeconds(),
            returns.seconds().size(),
            Returns.MOST.toSeconds(),
            returns.missed()));
  }

  void put(ObjectNode node) {
    node.put("transport", transportName()).put("link", link).put("strategy", strategy);
    tally.put(node);
    node.put("outages", returns.outages())
        .put("returns", returns.seconds().size())
        .put("returnsMissed", returns.missed())
        .put("returnsUnjudged", returns.unjudged())
        .put("mostSecondsToReturn", returns.mostSeconds());
    Counts.put(node.putObject("questions"), counts);
  }

  String transportName() {
    return transport.name().toLowerCase(Locale.ROOT);
  }

  private Claim claim(boolean holds, String format, Object... values) {
    return new Claim(
        "OUTAGE %s %s %s: ".formatted(transportName(), link, strategy)
            + String.format(Locale.ROOT, format, values),
        holds);
  }
}
