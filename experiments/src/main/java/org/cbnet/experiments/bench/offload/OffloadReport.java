package org.cbnet.experiments.bench.offload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as a table, for programs, and as claims. One thread. */
final class OffloadReport {
  private final List<StepRow> steps = new ArrayList<>();
  private final List<OutageRow> outages = new ArrayList<>();

  private final List<CrowdRow> crowds = new ArrayList<>();

  void add(StepRow row) {
    steps.add(row);
  }

  void add(OutageRow row) {
    outages.add(row);
  }

  void add(CrowdRow row) {
    crowds.add(row);
  }

  /** Of all rows. */
  List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    steps.forEach(each -> claims.addAll(each.claims()));
    outages.forEach(each -> claims.addAll(each.claims()));
    crowds.forEach(each -> claims.addAll(each.claims()));
    return claims;
  }

  ObjectNode figures() {
    ObjectNode figures = new ObjectMapper().createObjectNode();
    steps.forEach(each -> each.put(figures.withArray("step").addObject()));
    outages.forEach(each -> each.put(figures.withArray("outage").addObject()));
    crowds.forEach(each -> each.put(figures.withArray("crowd").addObject()));
    for (Claim each : claims()) {
      figures.withArray("claims").addObject().put("what", each.what()).put("holds", each.holds());
    }
    return figures;
  }

  /** The tables, claims behind them. */
  String text() {
    StringBuilder text = new StringBuilder();
    steps(text);
    outages(text);
    crowds(text);
    claims().forEach(each -> text.append(each).append('\n'));
    return text.toString();
  }

  private void steps(StringBuilder text) {
    if (steps.isEmpty()) {
      return;
    }
    line(
        text,
        "STEP     link  cut                     re-cut s  decisions  frames  p50 ms  fell back");
    for (StepRow row : steps) {
      for (StepPhase phase : row.phases()) {
        line(
            text,
            "%-8s %-5s %-22s %9.2f %10d %7d %7.1f %10d",
            row.name(),
            phase.link(),
            phase.cut(),
            phase.secondsToCut(),
            phase.decisions(),
            phase.tally().frames(),
            phase.tally().p50Millis(),
            phase.tally().fellBack());
      }
    }
    text.append('\n');
  }

  private void outages(StringBuilder text) {
    if (outages.isEmpty()) {
      return;
    }
    line(
        text,
        "OUTAGE   link    strategy            frames  cloud device fell back lost  in time %%"
            + " longest ms outages back s");
    for (OutageRow row : outages) {
      FrameTally tally = row.tally();
      line(
          text,
          "%-8s %-7s %-19s %6d %6d %6d %9d %4d %10.3f %10.0f %7d %6.2f",
          row.transportName(),
          row.link(),
          row.strategy(),
          tally.frames(),
          tally.cloud(),
          tally.device(),
          tally.fellBack(),
          tally.lost(),
          100 * tally.inTimeShare(),
          tally.maxMillis(),
          row.returns().outages(),
          row.returns().mostSeconds());
    }
    text.append('\n');
  }

  private void crowds(StringBuilder text) {
    if (crowds.isEmpty()) {
      return;
    }
    line(
        text,
        "CROWD    beside     can/s offered/s  frames  cloud fell back at door in queue late begun"
            + " in time %%  MiB");
    for (CrowdRow row : crowds) {
      FrameTally tally = row.tally();
      line(
          text,
          "%-8s %-10s %5.0f %9.0f %7d %6d %9d %7d %8d %10d %9.3f %4d",
          row.transportName(),
          row.beside(),
          row.capacity(),
          row.offered(),
          tally.frames(),
          tally.cloud(),
          tally.fellBack(),
          row.server().expiredAtDoor(),
          row.server().expiredInQueue(),
          row.server().computedLate(),
          100 * tally.inTimeShare(),
          row.mostResidentBytes() >> 20);
    }
    text.append('\n');
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
