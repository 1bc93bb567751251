package org.cbnet.experiments.bench.offload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.inference.offload.OffloadCounts;

/**
 * CROWD over one transport.
 *
 * @param devices that asked
 * @param capacity answers a second in a closed loop, right before
 * @param offered frames a second
 * @param mostStartLateNanos how late a frame began at most, since this machine was busy
 * @param tally of all frames
 * @param computedLate answers that had waited in the cloud longer than their budget
 * @param questions of the devices, those before the frames included
 * @param server what the server counted meanwhile
 * @param residentBytes the server's memory before
 * @param mostResidentBytes at most, the closed loop included
 * @param company what the aggregates counted beside it; empty where they did not run
 */
record CrowdRow(
    OffloadTransport transport,
    int devices,
    double capacity,
    double offered,
    long mostStartLateNanos,
    FrameTally tally,
    int computedLate,
    OffloadCounts questions,
    ServerFigures server,
    long residentBytes,
    long mostResidentBytes,
    Optional<Company.Account> company) {
  private static final double LEAST_SHARE = 0.999;
  private static final double LEAST_OVERLOAD = 1.8;
  private static final long MIB = 1L << 20;
  // Of offload.queue-bytes, and of the heap that the stack gives the process.
  private static final long MOST_QUEUE_BYTES = 64 * MIB;
  private static final long MOST_RESIDENT_BYTES = 1_024 * MIB;

  List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        claim(
            offered >= LEAST_OVERLOAD * capacity,
            "%.0f frames a second of %d devices, %.1f times what is answered",
            offered,
            devices,
            offered / capacity));
    claims.add(
        claim(
            tally.lost() == 0 && tally.inTimeShare() >= LEAST_SHARE,
            "%.3f %% of %d frames within deadline + 20 ms (>= %.1f %%), longest %.0f ms",
            100 * tally.inTimeShare(),
            tally.frames(),
            100 * LEAST_SHARE,
            tally.maxMillis()));
    claims.add(
        claim(
            server.computedLate() == 0 && computedLate == 0,
            "%d requests computed whose time was over, %d by their answers (= 0)",
            server.computedLate(),
            computedLate));
    claims.add(
        claim(
            server.mostQueueBytes() <= MOST_QUEUE_BYTES && mostResidentBytes <= MOST_RESIDENT_BYTES,
            "queue at most %d KiB (<= 64 MiB), server at most %d MiB (<= 1024)",
            server.mostQueueBytes() / 1_024,
            mostResidentBytes / MIB));
    claims.add(
        claim(server.addsUp(), "%d requests received, each with one outcome", server.received()));
    company.ifPresent(
        account ->
            claims.add(
                claim(
                    account.isExact(),
                    "%d results counted of %d, %d twice",
                    account.received(),
                    account.sent(),
                    account.doubleCounted())));
    return claims;
  }

  void put(ObjectNode node) {
    node.put("transport", transportName())
        .put("beside", beside())
        .put("devices", devices)
        .put("capacityPerSecond", capacity)
        .put("offeredPerSecond", offered)
        .put("mostStartLateMillis", mostStartLateNanos / 1e6);
    tally.put(node);
    node.put("computedLateByAnswers", computedLate)
        .put("residentBytesBefore", residentBytes)
        .put("mostResidentBytes", mostResidentBytes);
    Counts.put(node.putObject("questions"), questions);
    server.put(node.putObject("server"));
    company.ifPresent(
        account ->
            node.putObject("aggregates")
                .put("sent", account.sent())
                .put("received", account.received())
                .put("doubleCounted", account.doubleCounted()));
  }

  String transportName() {
    return transport.name().toLowerCase(Locale.ROOT);
  }

  /** What ran beside it, for people. */
  String beside() {
    return company.isPresent() ? "aggregates" : "nothing";
  }

  private Claim claim(boolean holds, String format, Object... values) {
    return new Claim(
        "CROWD %s beside %s: ".formatted(transportName(), beside())
            + String.format(Locale.ROOT, format, values),
        holds);
  }
}
