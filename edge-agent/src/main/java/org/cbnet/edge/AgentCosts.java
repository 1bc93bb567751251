package org.cbnet.edge;

import org.cbnet.edge.health.Health;
import org.cbnet.edge.publish.WireBytes;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.spool.SpoolCounters;

/** What a result costs on the wire and on the disk, since the start. Safe for several threads. */
final class AgentCosts {
  private final Spool spool;
  private final WireBytes wire;
  private final DiskWear disk;
  private final double writtenAtStart;

  AgentCosts(Spool spool, WireBytes wire, DiskWear disk) {
    this.spool = spool;
    this.wire = wire;
    this.disk = disk;
    // What a start unpacks and writes is no result's.
    this.writtenAtStart = disk.writtenBytes();
  }

  void tell(Health health) {
    health.counter("cbnet.agent.wire.bytes", "Bytes of results sent", wire::total);
    health.gauge(
        "cbnet.agent.wire.bytes.per.result", "Bytes sent a result", this::wireBytesPerResult);
    health.counter("cbnet.agent.disk.written.bytes", "Bytes written to disk", disk::writtenBytes);
    health.gauge(
        "cbnet.agent.disk.bytes.per.result",
        "Bytes written to disk a result",
        this::diskBytesPerResult);
    health.gauge(
        "cbnet.agent.disk.card.years",
        "Years that a card of 32 GB lasts at 30 results a second",
        () -> DiskWear.cardYears(diskBytesPerResult()));
  }

  private double wireBytesPerResult() {
    return wire.total()
        / spool.status().boots().stream().mapToLong(SpoolCounters::acknowledged).sum();
  }

  private double diskBytesPerResult() {
    SpoolCounters own = spool.status().current();
    return (disk.writtenBytes() - writtenAtStart) / (own.classified() + own.failed());
  }
}
