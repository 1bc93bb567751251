package org.cbnet.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cbnet.schemas.record.SequenceRange;
import org.junit.jupiter.api.Test;

class AnnouncedTest {

  @Test
  void readsWhatItWrote() {
    List<SequenceRange> ranges =
        List.of(new SequenceRange(null, 0L, 9L), new SequenceRange(12L, 5L, 5L));

    assertThat(Announced.text(ranges)).isEqualTo(":0-9,12:5-5");
    assertThat(Announced.ranges(Announced.text(ranges))).isEqualTo(ranges);
  }

  @Test
  void writesNothingForNothing() {
    assertThat(Announced.text(List.of())).isNull();
    assertThat(Announced.ranges(null)).isEmpty();
  }
}
