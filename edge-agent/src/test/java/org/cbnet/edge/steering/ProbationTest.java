package org.cbnet.edge.steering;

import static org.assertj.core.api.Assertions.assertThat;

import org.cbnet.edge.TestRecords;
import org.cbnet.edge.spool.InMemorySpool;
import org.cbnet.edge.spool.SpoolCounters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbationTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, false",
    "100, 0, false",
    "0, 2, false",
    "0, 3, true",
    "26, 3, true",
    "27, 3, false",
    "900, 100, false",
    "899, 101, true"
  })
  void judgesByWhatFailedSinceTheSwitch(int classified, int failed, boolean returns) {
    InMemorySpool spool = new InMemorySpool(1, 1 << 24, () -> {});
    // What failed before is not the new model's.
    spool.append(TestRecords.batch(1, 500));
    SpoolCounters before = spool.status().current();
    if (classified + failed > 0) {
      spool.append(TestRecords.batch(classified, failed));
    }

    assertThat(Probation.verdict(before, spool.status().current()).isPresent()).isEqualTo(returns);
  }
}
