package org.cbnet.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.BitSet;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RangesTest {

  @Test
  void isASetOfNumbersWhateverTheOrder() {
    for (long seed = 0; seed < 30; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Ranges ranges = new Ranges();
      BitSet expected = new BitSet();
      for (int step = 0; step < 300; step++) {
        int first = random.nextInt(60);
        int last = first + random.nextInt(5);
        if (expected.nextSetBit(first) < 0 || expected.nextSetBit(first) > last) {
          ranges.add(first, last);
          expected.set(first, last + 1);
        } else if (expected.nextClearBit(first) > last) {
          ranges.remove(first, last);
          expected.clear(first, last + 1);
        }
        check(ranges, expected, "seed " + seed);
      }
    }
  }

  @Test
  void refusesToRemoveWhatItDoesNotHave() {
    Ranges ranges = new Ranges();
    ranges.add(3, 5);

    assertThatIllegalStateException().isThrownBy(() -> ranges.remove(5, 6));
    assertThatIllegalStateException().isThrownBy(() -> ranges.remove(1, 3));
    assertThat(ranges.count()).isEqualTo(3);
  }

  @Test
  void takesTheSmallestRangesFirst() {
    Ranges ranges = new Ranges();
    ranges.add(8, 9);
    ranges.add(1, 2);
    ranges.add(5, 5);

    assertThat(ranges.take(2)).containsExactly(new Ranges.Range(1, 2), new Ranges.Range(5, 5));
    assertThat(ranges.count()).isEqualTo(2);
  }

  private static void check(Ranges ranges, BitSet expected, String seed) {
    assertThat(ranges.count()).as(seed).isEqualTo(expected.cardinality());
    for (int number = -1; number < 66; number++) {
      assertThat(ranges.contains(number)).as(seed).isEqualTo(number >= 0 && expected.get(number));
      int next = expected.nextSetBit(number + 1);
      assertThat(ranges.higher(number))
          .as(seed)
          .isEqualTo(next < 0 ? OptionalLong.empty() : OptionalLong.of(next));
    }
    long before = -2;
    for (Ranges.Range range : ranges.list()) {
      // As few as there can be.
      assertThat(range.first()).as(seed).isGreaterThan(before + 1);
      before = range.last();
    }
  }
}
