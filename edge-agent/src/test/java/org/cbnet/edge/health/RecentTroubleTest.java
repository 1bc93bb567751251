package org.cbnet.edge.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class RecentTroubleTest {
  private static final Logger LOG = LoggerFactory.getLogger(RecentTroubleTest.class);

  @Test
  void keepsTheLastWarningsAndErrorsWithoutSecrets() {
    try (RecentTrouble trouble =
        RecentTrouble.listen(text -> text.replace("hunter2", "(hidden)"))) {
      for (int i = 0; i < 30; i++) {
        LOG.atWarn().addKeyValue("reason", "hunter2 refused").log("event " + i);
      }
      LOG.atInfo().log("all is well");
      LOG.atError().log("x".repeat(10_000));

      assertThat(trouble.entries()).hasSize(20);
      assertThat(trouble.entries().get(0).get("event"))
          .isEqualTo("event 11 reason=\"(hidden) refused\"");
      assertThat(trouble.entries().get(19)).containsEntry("level", "ERROR");
      assertThat(trouble.entries().get(19).get("event")).hasSize(500);
    }
  }

  @Test
  void hearsNothingOnceClosed() {
    RecentTrouble trouble = RecentTrouble.listen(text -> text);
    trouble.close();

    LOG.atWarn().log("late");

    assertThat(trouble.entries()).isEmpty();
  }
}
