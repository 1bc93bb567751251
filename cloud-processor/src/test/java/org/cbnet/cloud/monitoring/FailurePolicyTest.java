package org.cbnet.cloud.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {
  private final StreamsException away =
      new StreamsException("processing", new TimeoutException("no broker"));

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final FailurePolicy policy = new FailurePolicy(new Moving());

  @Test
  void aDefectStopsTheProcess() {
    assertThat(policy.handle(new IllegalStateException("defect")))
        .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
  }

  @Test
  void aBrokerThatIsAwayIsWaitedForWithNewThreadsUpToALimit() {
    for (int i = 0; i < FailurePolicy.MOST; i++) {
      assertThat(policy.handle(away)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }
    assertThat(policy.handle(away)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);

    now = now.plus(FailurePolicy.WITHIN).plusSeconds(1);

    assertThat(policy.handle(away)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
  }

  private final class Moving extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
