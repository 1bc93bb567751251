package org.cbnet.cloud.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class UntilKnownTest {
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void asksAgainWhileTheTopicIsUnknown() throws Exception {
    assertThat(UntilKnown.get(() -> answer(3, new UnknownTopicOrPartitionException("new"))))
        .isEqualTo("known");
    assertThat(asked).hasValue(3);
  }

  @Test
  void asksOnceWhereSomethingElseIsWrong() {
    assertThatThrownBy(() -> UntilKnown.get(() -> answer(3, new TimeoutException("away"))))
        .hasRootCauseInstanceOf(TimeoutException.class);
    assertThat(asked).hasValue(1);
  }

  private String answer(int at, Exception before) throws ExecutionException {
    if (asked.incrementAndGet() < at) {
      throw new ExecutionException(before);
    }
    return "known";
  }
}
