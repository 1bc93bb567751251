package org.cbnet.experiments.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.energy.Exchange;
import org.cbnet.experiments.energy.RadioEnergy;
import org.cbnet.experiments.energy.RadioJoules;
import org.cbnet.experiments.energy.RadioPower;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.experiments.rows.FrameRow;

/**
 * What the radio behind a link would have taken for an arm's frames, one after another at their own
 * pace or the definition's, as if the arm alone were there: its turns follow each other without a
 * pause, and telemetry leaves at the end of each. One thread.
 */
final class RadioTally {
  // Of a result in a batch, as the cloud receives it. Every arm is charged the same.
  private static final long TELEMETRY_BYTES = 80;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Optional<RadioPower> power;
  private final LinkProfile link;
  private final long leastNanos;
  private final List<Exchange> exchanges = new ArrayList<>();
  private long nowNanos;
  private long framesOfTurn;
  private FrameRow last;

  RadioTally(Definition definition, Condition condition) {
    this.power = RadioPower.ofLink(condition.link());
    this.link =
        condition.link().equals(Condition.NO_LINK) ? null : LinkProfiles.named(condition.link());
    this.leastNanos =
        definition.load().pace().isPresent()
            ? Math.round(NANOS_PER_SECOND / definition.load().pace().getAsDouble())
            : 0;
  }

  /** The next frame of the arm. */
  void add(FrameRow row) {
    if (power.isEmpty()) {
      return;
    }
    if (last != null && !isSameTurn(last, row)) {
      endTurn();
    }
    long total = Objects.requireNonNullElse(row.totalNanos(), 0L);
    if (row.bytesUp() > 0) {
      exchanges.add(exchange(row, total));
    }
    nowNanos += Math.max(total, leastNanos);
    framesOfTurn++;
    last = row;
  }

  /** All of it; empty for a cable, and without a link. */
  Optional<RadioJoules> joules() {
    endTurn();
    return power.map(
        radio ->
            new RadioEnergy(
                    radio, link.up().bitsPerSecond() / 1e6, link.down().bitsPerSecond() / 1e6)
                .joules(exchanges, nowNanos / NANOS_PER_SECOND));
  }

  // What is not the device's own time: the bytes' way, and the wait for the answer.
  private Exchange exchange(FrameRow row, long total) {
    long away =
        Objects.requireNonNullElse(row.networkNanos(), 0L)
            + Objects.requireNonNullElse(row.cloudNanos(), 0L);
    long sending =
        Math.round(NANOS_PER_SECOND * Byte.SIZE * row.bytesUp() / link.up().bitsPerSecond())
            + Math.round(
                NANOS_PER_SECOND * Byte.SIZE * row.bytesDown() / link.down().bitsPerSecond());
    return new Exchange(
        nowNanos + Math.max(0, total - away),
        row.bytesUp(),
        Math.max(0, away - sending),
        row.bytesDown());
  }

  private void endTurn() {
    if (framesOfTurn > 0) {
      exchanges.add(new Exchange(nowNanos, framesOfTurn * TELEMETRY_BYTES, 0, 0));
      framesOfTurn = 0;
    }
  }

  private static boolean isSameTurn(FrameRow one, FrameRow other) {
    return one.session() == other.session()
        && one.round() == other.round()
        && Objects.equals(one.level(), other.level())
        && one.position() < other.position();
  }
}
