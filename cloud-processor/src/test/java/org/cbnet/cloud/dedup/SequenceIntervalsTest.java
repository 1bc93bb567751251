package org.cbnet.cloud.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceIntervalsTest {

  @Test
  void agreesWithAPlainSetOnAnyOrderOfGapsAndRepeats() {
    SplittableRandom random = new SplittableRandom(20260102);
    int refused = 0;
    for (int boot = 0; boot < 100; boot++) {
      SequenceIntervals intervals = SequenceIntervals.empty();
      Set<Long> reference = new HashSet<>();
      long front = 0;
      for (int batch = 0; batch < 200; batch++) {
        SequenceSpan span = next(random, front, boot % 2 == 0);
        front = Math.max(front, span.last() + 1);

        Optional<List<SequenceSpan>> fresh = intervals.add(span);

        if (fresh.isPresent()) {
          assertThat(numbers(fresh.get())).isEqualTo(unseen(reference, span));
          reference.addAll(unseen(reference, span));
        } else {
          refused++;
          assertThat(intervals.intervals()).isEqualTo(SequenceIntervals.MAX_INTERVALS);
          assertThat(runs(reference)).isEqualTo(SequenceIntervals.MAX_INTERVALS);
          assertThat(touches(reference, span)).isFalse();
        }
        assertThat(intervals.count()).isEqualTo(reference.size());
        if (random.nextInt(20) == 0) {
          intervals = SequenceIntervals.of(intervals.bounds());
        }
      }
      assertThat(numbers(intervals.spans())).isEqualTo(new TreeSet<>(reference));
      assertThat(intervals.intervals()).isEqualTo(runs(reference));
    }
    // Else the test would say nothing about what happens when there is no room.
    assertThat(refused).isPositive();
  }

  @Test
  void joinsIntervalsThatTouch() {
    SequenceIntervals intervals = SequenceIntervals.empty();
    intervals.add(new SequenceSpan(0, 4));
    intervals.add(new SequenceSpan(6, 9));
    assertThat(intervals.intervals()).isEqualTo(2);

    assertThat(intervals.add(new SequenceSpan(5, 5))).contains(List.of(new SequenceSpan(5, 5)));

    assertThat(intervals.bounds()).containsExactly(0L, 9L);
  }

  @Test
  void rejectsBoundsThatAreNoIntervals() {
    for (List<Long> bounds : List.of(List.of(1L), List.of(3L, 2L), List.of(0L, 1L, 2L, 3L))) {
      assertThatThrownBy(() -> SequenceIntervals.of(bounds))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(bounds.toString());
    }
  }

  @Test
  void rejectsSpansThatAreNone() {
    assertThatThrownBy(() -> new SequenceSpan(-1, 2)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new SequenceSpan(3, 2)).hasMessageContaining("2");
  }

  /** Mostly the next batch; now and then a gap, a batch again, or one from far back. */
  private static SequenceSpan next(SplittableRandom random, long front, boolean fillsGaps) {
    long first =
        switch (fillsGaps ? random.nextInt(10) : random.nextInt(2)) {
          case 0, 1 -> front + random.nextInt(1, 30);
          case 2, 3 -> Math.max(0, front - random.nextInt(1, 60));
          case 4 -> random.nextLong(0, front + 1);
          default -> front;
        };
    return new SequenceSpan(first, first + random.nextInt(25));
  }

  private static Set<Long> unseen(Set<Long> reference, SequenceSpan span) {
    Set<Long> unseen = new TreeSet<>();
    LongStream.rangeClosed(span.first(), span.last())
        .filter(number -> !reference.contains(number))
        .forEach(unseen::add);
    return unseen;
  }

  private static Set<Long> numbers(List<SequenceSpan> spans) {
    Set<Long> numbers = new TreeSet<>();
    spans.forEach(span -> LongStream.rangeClosed(span.first(), span.last()).forEach(numbers::add));
    return numbers;
  }

  private static boolean touches(Set<Long> reference, SequenceSpan span) {
    return LongStream.rangeClosed(span.first() - 1, span.last() + 1).anyMatch(reference::contains);
  }

  private static int runs(Set<Long> reference) {
    return (int) reference.stream().filter(number -> !reference.contains(number - 1)).count();
  }
}
