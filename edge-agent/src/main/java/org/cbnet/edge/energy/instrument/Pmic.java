package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cbnet.edge.clock.EdgeClock;

/**
 * The power management chip of a Raspberry Pi 5: {@code vcgencmd pmic_read_adc} shows voltage and
 * current of each rail, whose products are summed.
 *
 * <p>{@code EXT5V_V} and {@code BATT_V} have no current and no part in it, so the sum misses what
 * hangs on 5 V (USB, a HAT, an NVMe drive) and the converters' loss. A correction that somebody
 * fitted stands in the source, so that nobody takes the result for a reading. Nobody states how
 * exact the chip is.
 */
final class Pmic implements Instrument {
  private static final Pattern LINE =
      Pattern.compile("(\\w+)_([AV]) (?:current|volt)\\(\\d+\\)=([0-9]+(?:\\.[0-9]+)?)([AV])");

  private final ChildCommand vcgencmd;
  private final Optional<Correction> correction;
  private final EdgeClock clock;
  private int rails;

  Pmic(ChildCommand vcgencmd, Optional<Correction> correction, EdgeClock clock) {
    this.vcgencmd = vcgencmd;
    this.correction = correction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "pmic" + correction.map(line -> ":" + line.label()).orElse("");
  }

  @Override
  public Accuracy accuracy() {
    return Accuracy.UNSTATED;
  }

  @Override
  public List<Sample> read() throws IOException, InterruptedException {
    long before = clock.monotonicNanos();
    String said = vcgencmd.run("pmic_read_adc");
    long after = clock.monotonicNanos();
    double sum = watts(said);
    double watts = correction.map(line -> line.apply(sum)).orElse(sum);
    return List.of(Sample.power(before + (after - before) / 2, watts));
  }

  private double watts(String said) throws IOException {
    Map<String, Double> amperes = new HashMap<>();
    Map<String, Double> volts = new HashMap<>();
    for (String line : said.lines().toList()) {
      Matcher rail = LINE.matcher(line.strip());
      if (rail.matches() && rail.group(2).equals(rail.group(4))) {
        (rail.group(2).equals("A") ? amperes : volts)
            .put(rail.group(1), Double.parseDouble(rail.group(3)));
      }
    }
    if (amperes.isEmpty() || !volts.keySet().containsAll(amperes.keySet())) {
      throw new IOException(
          "'vcgencmd pmic_read_adc' shows no rails with voltage and current: " + Shown.of(said));
    }
    if (amperes.size() < rails) {
      // An answer that was cut short would pass for less power.
      throw new IOException("%d rails of %d".formatted(amperes.size(), rails));
    }
    rails = amperes.size();
    return amperes.entrySet().stream()
        .mapToDouble(rail -> rail.getValue() * volts.get(rail.getKey()))
        .sum();
  }
}
