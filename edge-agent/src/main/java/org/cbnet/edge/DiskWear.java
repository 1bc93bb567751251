package org.cbnet.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this process writes to its disk, and how long a card bears that.
 *
 * <p>Linux tells what a process caused to be written ({@code write_bytes} of proc(5)). A card's
 * life is reckoned with 1,000 programme and erase cycles of each cell and four bytes written inside
 * the card for each one that is sent to it: assumptions, since cards come without either figure.
 */
final class DiskWear {
  static final Path OF_THIS_PROCESS = Path.of("/proc/self/io");

  private static final double CARD_BYTES = 32e9;
  private static final double CYCLES = 1_000;
  private static final double AMPLIFICATION = 4;
  private static final double FRAMES_PER_SECOND = 30;
  private static final double SECONDS_A_YEAR = 365.25 * 86_400;
  private static final String WRITTEN = "write_bytes: ";

  private final Path io;

  DiskWear(Path io) {
    this.io = io;
  }

  /** Bytes written so far; NaN where nobody tells. */
  double writtenBytes() {
    try {
      List<String> lines = Files.readAllLines(io);
      return lines.stream()
          .filter(line -> line.startsWith(WRITTEN))
          .mapToDouble(line -> Double.parseDouble(line.substring(WRITTEN.length())))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException | NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Years that a card of 32 GB lasts where 30 results a second cost so much each. */
  static double cardYears(double bytesPerResult) {
    return CARD_BYTES
        * CYCLES
        / AMPLIFICATION
        / (bytesPerResult * FRAMES_PER_SECOND * SECONDS_A_YEAR);
  }
}
