package org.cbnet.experiments.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.cbnet.experiments.rows.FrameRow;
import org.cbnet.experiments.summary.Conservation;
import org.junit.jupiter.api.Test;

/** What makes a part invalid. */
class ChecksTest {
  private final Account account = new Account();

  @Test
  void aPartIsWhatTheCloudHasMoreThanBefore() {
    account.next(told(100, 0, 0, 3), 100, 100);

    Conservation second = account.next(told(150, 0, 0, 4), 50, 50);

    assertThat(second).isEqualTo(new Conservation(50, 50, 50, 0, 0, 1));
    assertThat(account.acknowledged()).isEqualTo(150);
    assertThat(Account.problems(told(150, 0, 0, 4), second)).isEmpty();
  }

  @Test
  void whatIsLostDoubledOrNotInTheTopicIsAProblem() {
    ObjectNode told = told(99, 1, 2, 0);
    told.withArray("laws").addObject().put("name", "live").put("holds", false);

    assertThat(Account.problems(told, account.next(told, 100, 98)))
        .containsExactly(
            "results lost: 1 instead of 0",
            "results counted twice: 2 instead of 0",
            "results received: 99 instead of 100",
            "distinct results in the topic: 98 instead of 100",
            "the law 'live' does not hold");
  }

  @Test
  void anAccuracyThatTheCloudTellsOtherwiseIsAProblem() {
    ObjectNode comparison = new ObjectMapper().createObjectNode();
    comparison
        .putArray("strategies")
        .addObject()
        .put("name", "cbnet")
        .put("frames", 2)
        .put("accuracy", 0.5);
    List<FrameRow> rows = List.of(row("cbnet", 1, 1), row("cbnet", 1, 2));

    AccuracyCheck whole = new AccuracyCheck(rows);
    assertThat(whole.problems(comparison)).isEmpty();
    assertThat(whole.isWhole(comparison)).isTrue();
    AccuracyCheck more = new AccuracyCheck(List.of(rows.get(0), rows.get(1), row("cbnet", 1, 1)));
    assertThat(more.isWhole(comparison)).isFalse();
    assertThat(more.problems(comparison))
        .singleElement()
        .asString()
        .startsWith("the accuracy of cbnet is 0.5 of 2 frames in the cloud, 0.66")
        .endsWith("of 3 in the raw rows");
    AccuracyCheck other = new AccuracyCheck(List.of(row("lenet", 1, 1)));
    assertThat(other.isWhole(comparison)).isFalse();
    assertThat(other.problems(comparison))
        .containsExactly(
            "the accuracy of lenet is NaN of 0 frames in the cloud, 1.0 of 1 in the raw rows");
  }

  @Test
  void whatTheCloudRefusedOrCouldNotCountIsAProblem() {
    ObjectNode told = told(10, 0, 0, 0).put("refused", 4).put("late", 2);

    assertThat(Account.problems(told, new Conservation(10, 10, 10, 0, 0, 0)))
        .containsExactly(
            "results refused by the cloud: 4 instead of 0",
            "results too late for the cloud: 2 instead of 0");
  }

  private static ObjectNode told(int received, int lost, int doubled, int duplicates) {
    return new ObjectMapper()
        .createObjectNode()
        .put("received", received)
        .put("lost", lost)
        .put("doubleCounted", doubled)
        .put("duplicates", duplicates)
        .put("refused", 0)
        .put("late", 0);
  }

  private static FrameRow row(String arm, int label, int predicted) {
    return new FrameRow(
        "none", 1, 0, 0, arm, 0, 0, "f", label, predicted, null, 1f, "final", null, null, null,
        null, null, null, null, 1L, 0, 0, false, null);
  }
}
