package org.cbnet.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import org.cbnet.schemas.record.SequenceRange;
import org.junit.jupiter.api.Test;

class DroppedRangesTest {
  private final DroppedRanges ranges = new DroppedRanges();

  @Test
  void joinsRangesThatTouchInWhateverOrderTheyCome() {
    ranges.add(10, 19);
    ranges.add(30, 39);
    ranges.add(20, 29);
    ranges.add(0, 9);

    assertThat(ranges.take(9)).containsExactly(new SequenceRange(null, 0L, 39L));
  }

  @Test
  void keepsRangesApartThatDoNotTouch() {
    ranges.add(5, 5);
    ranges.add(7, 8);

    assertThat(ranges.take(9))
        .containsExactly(new SequenceRange(null, 5L, 5L), new SequenceRange(null, 7L, 8L));
  }

  @Test
  void leavesWhatIsNotTaken() {
    ranges.add(1, 1);
    ranges.add(3, 3);

    assertThat(ranges.take(1)).containsExactly(new SequenceRange(null, 1L, 1L));
    assertThat(ranges.take(1)).containsExactly(new SequenceRange(null, 3L, 3L));
    assertThat(ranges.take(1)).isEmpty();
  }
}
