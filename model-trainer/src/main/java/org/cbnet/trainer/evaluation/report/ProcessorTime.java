package org.cbnet.trainer.evaluation.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What all cores did since the machine started, in ticks (proc(5), {@code /proc/stat}).
 *
 * @param stolen by other guests of the same host
 * @param total in every state
 */
public record ProcessorTime(long stolen, long total) {
  private static final Path STAT = Path.of("/proc/stat");
  // user nice system idle iowait irq softirq steal; guest time, behind it, is in user already.
  private static final int FIELDS = 8;

  /** Now; empty where the system does not tell. */
  public static Optional<ProcessorTime> now() {
    try {
      return of(Files.readAllLines(STAT, StandardCharsets.US_ASCII).get(0));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** From the first line of the file. */
  static Optional<ProcessorTime> of(String line) {
    String[] words = line.strip().split("\\s+", -1);
    if (!words[0].equals("cpu") || words.length < FIELDS + 1) {
      return Optional.empty();
    }
    long[] ticks = Arrays.stream(words, 1, FIELDS + 1).mapToLong(Long::parseLong).toArray();
    return Optional.of(new ProcessorTime(ticks[FIELDS - 1], Arrays.stream(ticks).sum()));
  }

  /** Share of the time since then that was stolen. */
  public double stealShareSince(ProcessorTime earlier) {
    long passed = total - earlier.total;
    return passed <= 0 ? 0 : (double) (stolen - earlier.stolen) / passed;
  }
}
