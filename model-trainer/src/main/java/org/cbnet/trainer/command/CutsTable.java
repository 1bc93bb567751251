package org.cbnet.trainer.command;

import java.util.Locale;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.trainer.evaluation.cut.CodingFigures;
import org.cbnet.trainer.evaluation.cut.ParityFigures;

/** Cuts as a table for people: a line a cut, more where several tensors cross. */
final class CutsTable {
  private static final String PARITY = " %10s %6s %6s %6s  %-6s";
  private static final String CODING = "  %8s %7s %6s %9s %9s";

  private CutsTable() {}

  static String head(boolean checked, boolean coded) {
    String parity = checked ? PARITY.formatted("max |a-b|", "off", "labels", "ties", "parity") : "";
    String coding =
        coded ? CODING.formatted("accuracy", "points", "differ", "payload", "sent") : "";
    return row("cut", "name", "bytes", "device MACs", "tensors", parity + coding);
  }

  /**
   * @param parity null where it was not asked for
   * @param coding null where it was not asked for, or nothing is divided
   */
  static String of(Cut cut, ParityFigures parity, CodingFigures coding) {
    StringBuilder rows = new StringBuilder();
    for (CutTensor tensor : cut.tensors()) {
      rows.append(
          rows.isEmpty()
              ? row(cut, text(tensor), parity, coding)
              : row("", "", "", "", text(tensor), ""));
    }
    return rows.isEmpty() ? row(cut, "none", parity, coding) : rows.toString();
  }

  private static String row(Cut cut, String tensor, ParityFigures parity, CodingFigures coding) {
    return row(
        Integer.toString(cut.number()),
        cut.name(),
        count(cut.bytes()),
        cut.deviceMacs() == null ? "unknown" : count(cut.deviceMacs()),
        tensor,
        (parity == null ? "" : text(parity)) + (coding == null ? "" : text(coding)));
  }

  private static String text(CutTensor tensor) {
    return "%s %s %s".formatted(tensor.name(), tensor.type().id(), tensor.shape());
  }

  private static String text(ParityFigures parity) {
    return PARITY.formatted(
        String.format(Locale.ROOT, "%.2g", parity.largestDifference()),
        count(parity.valuesOff()),
        count(parity.labelsDiffer()),
        count(parity.nearTies()),
        parity.holds() ? "holds" : "FAILS");
  }

  private static String text(CodingFigures coding) {
    return CODING.formatted(
        String.format(Locale.ROOT, "%.4f", (double) coding.correct() / coding.frames()),
        String.format(Locale.ROOT, "%+.2f", coding.pointsGained()),
        count(coding.labelsDiffer()),
        count(coding.largestPayload()),
        count(Math.round(coding.meanBytes())));
  }

  private static String row(
      String number, String name, String bytes, String macs, String tensors, String parity) {
    return String.format(
            Locale.ROOT,
            "%3s  %-28s %10s %13s  %-52s%s%n",
            number,
            name,
            bytes,
            macs,
            tensors,
            parity)
        .replaceFirst("[ \t]+(?=\\R$)", "");
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
