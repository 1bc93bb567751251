package org.cbnet.edge.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.PendingAnswer;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Duration BUDGET = Duration.ofMillis(100);

  private final ManualClock clock = new ManualClock();
  private final Questions questions = new Questions(clock);
  private final SlowLine line = new SlowLine();
  private final Outbox outbox = new Outbox(line, questions, clock);

  @Test
  void sendsAtOnce() {
    post("a");
    post("b");

    assertThat(line.carried).containsExactly("a", "b");
  }

  @Test
  void keepsFewUnderway() {
    for (int i = 0; i < Outbox.MOST_UNDERWAY + 2; i++) {
      post("q" + i);
    }
    assertThat(line.carried).hasSize(Outbox.MOST_UNDERWAY).doesNotContain("q8");

    line.settle("q3");

    assertThat(line.carried).hasSize(Outbox.MOST_UNDERWAY + 1).endsWith("q8");
  }

  @Test
  void sendsNothingWhileOneIsNotSettledThoughItsBudgetIsOver() {
    post("a");
    clock.advance(BUDGET);

    PendingAnswer held = post("b");
    clock.advance(BUDGET.minusMillis(1));
    outbox.tend();
    assertThat(line.carried).containsExactly("a");
    assertThat(held.await(0)).isEmpty();

    line.settle("a");
    assertThat(line.carried).containsExactly("a", "b");
  }

  @Test
  void neverSendsWhatIsOver() {
    post("a");
    clock.advance(BUDGET);
    PendingAnswer held = post("b");
    clock.advance(BUDGET);

    line.settle("a");

    assertThat(line.carried).containsExactly("a");
    assertThat(held.end()).containsInstanceOf(OffloadAnswer.Unreachable.class);
    assertThat(questions.counts(0, 0).unreachable()).isEqualTo(1);
  }

  @Test
  void takesNothingThatIsOverFromTheStart() {
    PendingAnswer pending = post(new Letter("a", new byte[1], clock.monotonicNanos()));

    assertThat(pending.end()).containsInstanceOf(OffloadAnswer.Unreachable.class);
    assertThat(line.carried).isEmpty();
  }

  @Test
  void tellsAtOnceWhereTheLineIsInTrouble() {
    line.trouble = Optional.of("no broker");

    assertThat(post("a").end()).contains(new OffloadAnswer.Unreachable("no broker"));
  }

  @Test
  void keepsNoMoreWaitingThanItMay() {
    List<PendingAnswer> all = new ArrayList<>();
    for (int i = 0; i <= Outbox.MOST_UNDERWAY + Outbox.MOST_WAITING; i++) {
      all.add(post("q" + i));
    }

    assertThat(questions.counts(0, 0).unreachable()).isEqualTo(1);
    assertThat(all.get(all.size() - 1).end()).isPresent();
  }

  @Test
  void goesOnAfterOneThatTheLineDidNotTake() {
    line.refuse = true;
    PendingAnswer refused = post("a");
    line.refuse = false;
    post("b");

    assertThat(refused.end()).contains(new OffloadAnswer.Unreachable("refused"));
    assertThat(line.carried).containsExactly("a", "b");
  }

  private PendingAnswer post(String id) {
    return post(new Letter(id, new byte[1], clock.monotonicNanos() + BUDGET.toNanos()));
  }

  private PendingAnswer post(Letter letter) {
    PendingAnswer pending = questions.ask(letter);
    outbox.post(letter);
    return pending;
  }

  /** Settles when a test says so. */
  private static final class SlowLine implements Line {
    private final List<String> carried = new ArrayList<>();
    private final Map<String, Receipt> receipts = new LinkedHashMap<>();
    private Optional<String> trouble = Optional.empty();
    private boolean refuse;

    @Override
    public Optional<String> trouble() {
      return trouble;
    }

    @Override
    public void carry(Letter letter, Receipt receipt) {
      carried.add(letter.id());
      if (refuse) {
        receipt.undeliverable("refused");
      } else {
        receipts.put(letter.id(), receipt);
      }
    }

    private void settle(String id) {
      receipts.remove(id).settled();
    }
  }
}
