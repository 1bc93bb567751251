package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EndRequestTest {
  private static final int TERM = 15;

  @Test
  @Timeout(30)
  void workEndsAtItsNextStepWithTheSignalsCode() throws Exception {
    int code =
        EndRequest.during(
            request -> {
              askFromASignalsThread(request);
              while (true) {
                request.check();
                Thread.onSpinWait();
              }
            });

    assertThat(code).isEqualTo(128 + TERM);
  }

  @Test
  @Timeout(30)
  void whatFailsAfterTheRequestIsOfTheEnd() throws Exception {
    int code =
        EndRequest.during(
            request -> {
              askFromASignalsThread(request);
              try {
                while (true) {
                  request.check();
                  Thread.onSpinWait();
                }
              } catch (EndRequest.EndedException e) {
                throw new IOException("a worker process is gone", e);
              }
            });

    assertThat(code).isEqualTo(128 + TERM);
  }

  @Test
  void workThatNobodyEndsAnswersAndFailsByItself() throws Exception {
    assertThat(
            EndRequest.during(
                request -> {
                  request.check();
                  return 3;
                }))
        .isEqualTo(3);
    assertThatThrownBy(
            () ->
                EndRequest.during(
                    request -> {
                      throw new IOException("no space left");
                    }))
        .hasMessage("no space left");
  }

  private static void askFromASignalsThread(EndRequest request) {
    Thread thread = new Thread(() -> request.ask(TERM), "signal");
    thread.setDaemon(true);
    thread.start();
  }
}
