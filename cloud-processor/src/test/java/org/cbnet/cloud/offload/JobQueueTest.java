package org.cbnet.cloud.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.cbnet.schemas.record.OffloadRequest;
import org.junit.jupiter.api.Test;

class JobQueueTest {
  private static final TailKey A = new TailKey("bundle", "1:a");
  private static final TailKey B = new TailKey("bundle", "2:b");

  private final AtomicLong clock = new AtomicLong(100);
  private final JobQueue queue = new JobQueue(5, 1_000, clock::get);

  @Test
  void theEarliestDeadlineComesFirstWithThoseOfItsTail() throws Exception {
    offer(A, 400);
    offer(B, 300);
    offer(A, 200);
    offer(A, 500);

    assertThat(deadlines(queue.take(any -> 2))).containsExactly(200L, 400L);
    assertThat(deadlines(queue.take(any -> 2))).containsExactly(300L);
    assertThat(deadlines(queue.take(any -> 2))).containsExactly(500L);
    assertThat(queue.jobs()).isZero();
  }

  @Test
  void whatHasNoTailYetWaits() throws Exception {
    offer(A, 200);
    offer(B, 300);

    assertThat(deadlines(queue.take(key -> key.equals(B) ? 1 : 0))).containsExactly(300L);
    assertThat(queue.jobs()).isEqualTo(1);
  }

  @Test
  void whatHasExpiredComesFirstWithOrWithoutATail() throws Exception {
    offer(A, 200);
    offer(B, 150);
    offer(B, 300);
    clock.set(200);

    JobQueue.Work work = queue.take(key -> key.equals(B) ? 1 : 0).orElseThrow();

    assertThat(work.isExpired()).isTrue();
    assertThat(work.jobs()).extracting(Job::deadlineNanos).containsExactlyInAnyOrder(200L, 150L);
    assertThat(queue.take(any -> 1).orElseThrow().isExpired()).isFalse();
  }

  @Test
  void takesNoMoreThanItHasRoomFor() {
    for (int i = 0; i < 5; i++) {
      assertThat(offer(A, 200 + i)).isTrue();
    }

    assertThat(offer(B, 100)).isFalse();
    assertThat(queue.drain(A)).hasSize(5);
    assertThat(offer(B, 100)).isTrue();
  }

  @Test
  void tellsTheWorkThatIsDueBefore() {
    offer(A, 200);
    offer(A, 300);
    offer(B, 250);

    assertThat(queue.before(250, key -> key.equals(A) ? 7 : 20)).isEqualTo(27);
  }

  @Test
  void endsEveryWaitAndGivesBackWhatIsLeft() throws Exception {
    offer(A, 200);

    assertThat(queue.close()).hasSize(1);
    assertThat(queue.take(any -> 1)).isEmpty();
    assertThat(offer(A, 200)).isFalse();
  }

  private boolean offer(TailKey key, long deadline) {
    Arrival arrival = new Mailbox().arrival(new byte[50], 0);
    return queue.offer(new Job(new OffloadRequest(), key, arrival, deadline));
  }

  private static List<Long> deadlines(Optional<JobQueue.Work> work) {
    return work.orElseThrow().jobs().stream().map(Job::deadlineNanos).toList();
  }
}
