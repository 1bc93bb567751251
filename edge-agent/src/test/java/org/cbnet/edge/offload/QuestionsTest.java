package org.cbnet.edge.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.OffloadCounts;
import org.cbnet.inference.offload.PendingAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private static final OffloadAnswer LABEL =
      new OffloadAnswer.Answered(3, 0.5f, "final", 1, 2, 100);
  private static final OffloadAnswer REFUSAL =
      new OffloadAnswer.Refused("expired", "budget over", 1, 90);

  private final ManualClock clock = new ManualClock();
  private final Questions questions = new Questions(clock);

  @AfterEach
  void everyQuestionIsInExactlyOneCounter() {
    OffloadCounts counts = questions.counts(0, 0);
    assertThat(counts.asked()).isEqualTo(settled(counts) + questions.openCount());
  }

  @Test
  void tellsAnswersAndRefusalsApart() {
    PendingAnswer first = ask("a");
    PendingAnswer second = ask("b");

    questions.reply("a", LABEL);
    questions.reply("b", REFUSAL);

    assertThat(first.end()).contains(LABEL);
    assertThat(second.end()).contains(REFUSAL);
    assertThat(counts()).isEqualTo(new OffloadCounts(2, 1, 1, 0, 0, 0, 0, 0, 7, 8));
  }

  @Test
  void aReplyToWhatWasGivenUpIsLate() {
    PendingAnswer pending = ask("a");
    assertThat(pending.end()).isEmpty();

    questions.reply("a", LABEL);

    assertThat(pending.end()).isEmpty();
    assertThat(counts()).isEqualTo(new OffloadCounts(1, 0, 0, 0, 1, 0, 0, 0, 7, 8));
  }

  @Test
  void aReplyToWhatWasNotAskedIsForeignAndSoIsASecondOne() {
    ask("a");
    questions.reply("z", LABEL);
    questions.reply("a", LABEL);
    questions.reply("a", LABEL);
    questions.foreign();

    assertThat(counts()).isEqualTo(new OffloadCounts(1, 1, 0, 0, 0, 0, 3, 0, 7, 8));
  }

  @Test
  void countsWhatCanNotBeDecodedBesideWhatBecameOfTheQuestions() {
    ask("a");

    questions.undecodable();
    questions.undecodable();
    questions.reply("a", LABEL);

    assertThat(counts()).isEqualTo(new OffloadCounts(1, 1, 0, 0, 0, 0, 0, 2, 7, 8));
  }

  @Test
  void whatIsKnownNotToBeAnsweredIsToldAtOnce() {
    PendingAnswer pending = ask("a");

    questions.unreachable("a", "no link");
    questions.unreachable("a", "said twice");

    assertThat(pending.end()).contains(new OffloadAnswer.Unreachable("no link"));
    assertThat(counts()).isEqualTo(new OffloadCounts(1, 0, 0, 1, 0, 0, 0, 0, 7, 8));
  }

  @Test
  void forgetsWhatNobodyAnswersSomeTimeAfterItsBudget() {
    PendingAnswer pending = ask("a");
    clock.advance(Duration.ofMillis(100).plusNanos(Questions.PATIENCE_NANOS - 1));
    assertThat(counts().lost()).isZero();

    clock.advance(Duration.ofNanos(1));

    assertThat(counts()).isEqualTo(new OffloadCounts(1, 0, 0, 0, 0, 1, 0, 0, 7, 8));
    questions.reply("a", LABEL);
    assertThat(counts()).isEqualTo(new OffloadCounts(1, 0, 0, 0, 0, 1, 1, 0, 7, 8));
    assertThat(pending.end()).isEqualTo(Optional.empty());
  }

  @Test
  void keepsNoMoreThanItMay() {
    for (int i = 0; i < Questions.MOST_OPEN + 5; i++) {
      ask("q" + i);
    }

    assertThat(questions.openCount()).isEqualTo(Questions.MOST_OPEN);
    assertThat(counts().lost()).isEqualTo(5);
    questions.reply("q4", LABEL);
    questions.reply("q5", LABEL);
    assertThat(counts().foreign()).isEqualTo(1);
    assertThat(counts().answered()).isEqualTo(1);
  }

  @Test
  void closingLosesWhatIsOpenAndLetsNothingIn() {
    ask("a");
    questions.close();
    questions.close();

    PendingAnswer after = ask("b");

    assertThat(after.end()).containsInstanceOf(OffloadAnswer.Unreachable.class);
    assertThat(questions.openCount()).isZero();
    assertThat(counts()).isEqualTo(new OffloadCounts(2, 0, 0, 1, 0, 1, 0, 0, 7, 8));
  }

  private PendingAnswer ask(String id) {
    long end = clock.monotonicNanos() + Duration.ofMillis(100).toNanos();
    return questions.ask(new Letter(id, new byte[5], end));
  }

  private OffloadCounts counts() {
    return questions.counts(7, 8);
  }

  private static long settled(OffloadCounts counts) {
    return counts.answered()
        + counts.refused()
        + counts.unreachable()
        + counts.late()
        + counts.lost();
  }
}
