package org.cbnet.experiments.recount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SplittableRandom;
import org.cbnet.experiments.fleet.Fleet;
import org.cbnet.experiments.fleet.FleetPlan;
import org.cbnet.experiments.fleet.FleetRecord;
import org.cbnet.schemas.Topics;
import org.junit.jupiter.api.Test;

class CursorTest {
  private static final long START_MICROS = 1_760_000_000_000_000L;
  private static final int PARTITIONS = 3;

  @Test
  void aPrefixComesToTheSameFromWhereverTheCursorWas() {
    SplittableRandom random = new SplittableRandom(5);
    Recount recount = new Recount(Duration.ofDays(7));
    Map<String, Long> ends = fill(recount, random);
    Cursor cursor = recount.cursor();
    for (int i = 0; i < 200; i++) {
      Map<String, Long> position = new HashMap<>();
      ends.forEach((partition, end) -> position.put(partition, random.nextLong(end + 1)));

      assertSame(cursor.at(position), recount.at(position));
    }
    assertThat(cursor.at(Map.of()).hours()).isEmpty();
    assertSame(cursor.at(ends), recount.all());
  }

  private static Map<String, Long> fill(Recount recount, SplittableRandom random) {
    Iterator<FleetRecord> records =
        new Fleet(new FleetPlan(30, 5, 5, 0.5, 3), START_MICROS).from(START_MICROS);
    Map<String, Long> ends = new HashMap<>();
    FleetRecord last = records.next();
    for (int i = 0; i < 600; i++) {
      boolean again = random.nextInt(10) == 0;
      last = again ? last : records.next();
      if (!last.topic().equals(Topics.DEVICE_STATUS.name())) {
        int partition = random.nextInt(PARTITIONS);
        String name = "%s-%d".formatted(last.topic(), partition);
        long offset = ends.merge(name, 1L, Long::sum) - 1;
        byte[] key = last.deviceId().getBytes(StandardCharsets.UTF_8);
        byte[] value = random.nextInt(20) == 0 ? new byte[] {1} : last.value();
        recount.add(
            new RawRecord(last.topic(), partition, offset, last.sentMicros() / 1_000, key, value));
      }
    }
    return ends;
  }

  private static void assertSame(Totals found, Totals expected) {
    assertThat(found.hours()).isEqualTo(expected.hours());
    assertThat(found.runs()).isEqualTo(expected.runs());
    assertThat(found.devices()).isEqualTo(expected.devices());
    assertThat(found.records()).isEqualTo(expected.records());
    assertThat(found.undecodable()).isEqualTo(expected.undecodable());
    assertThat(found.results()).usingRecursiveComparison().isEqualTo(expected.results());
    assertThat(found.energySamples())
        .usingRecursiveComparison()
        .isEqualTo(expected.energySamples());
  }
}
