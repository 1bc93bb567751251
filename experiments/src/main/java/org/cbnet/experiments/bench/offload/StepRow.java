package org.cbnet.experiments.bench.offload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cbnet.edge.config.OffloadTransport;

/**
 * STEP over one transport.
 *
 * @param phases in their order
 * @param frames of all of them
 * @param duel of the cuts that were used
 */
record StepRow(OffloadTransport transport, List<StepPhase> phases, int frames, CutDuel duel) {
  private static final double MOST_SECONDS = 2;

  StepRow {
    phases = List.copyOf(phases);
  }

  List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    for (int i = 1; i < phases.size(); i++) {
      StepPhase before = phases.get(i - 1);
      StepPhase after = phases.get(i);
      claims.add(
          claim(
              !after.cut().equals(before.cut()) && after.secondsToCut() <= MOST_SECONDS,
              "%s to %s: cut %s after %.2f s (<= %.0f)",
              before.link(),
              after.link(),
              after.cut(),
              after.secondsToCut(),
              MOST_SECONDS));
    }
    int answered = phases.stream().mapToInt(each -> each.tally().frames()).sum();
    int lost = phases.stream().mapToInt(each -> each.tally().lost()).sum();
    claims.add(
        claim(lost == 0 && answered == frames, "%d of %d frames answered", answered, frames));
    int unsettled = phases.stream().mapToInt(StepPhase::unsettled).sum();
    claims.add(
        claim(
            unsettled == 0,
            "%d changes later than %d s after a step (= 0)",
            unsettled,
            StepPhase.SETTLING.toSeconds()));
    claims.add(
        claim(
            duel.differs(),
            "the best cut differs: held fast %.1f and %.1f ms on %s, %.1f and %.1f ms on %s",
            duel.firstOnFirst(),
            duel.secondOnFirst(),
            phases.get(0).link(),
            duel.firstOnSecond(),
            duel.secondOnSecond(),
            phases.get(1).link()));
    return claims;
  }

  void put(ObjectNode node) {
    node.put("transport", name()).put("frames", frames);
    ArrayNode all = node.putArray("phases");
    for (StepPhase phase : phases) {
      ObjectNode each =
          all.addObject()
              .put("link", phase.link())
              .put("cut", phase.cut())
              .put("secondsToCut", phase.secondsToCut())
              .put("decisions", phase.decisions())
              .put("unsettled", phase.unsettled());
      phase.tally().put(each);
    }
    node.putObject("heldFast")
        .put("firstOnFirstMillis", duel.firstOnFirst())
        .put("secondOnFirstMillis", duel.secondOnFirst())
        .put("firstOnSecondMillis", duel.firstOnSecond())
        .put("secondOnSecondMillis", duel.secondOnSecond());
  }

  String name() {
    return transport.name().toLowerCase(Locale.ROOT);
  }

  private Claim claim(boolean holds, String format, Object... values) {
    return new Claim("STEP " + name() + ": " + String.format(Locale.ROOT, format, values), holds);
  }
}
