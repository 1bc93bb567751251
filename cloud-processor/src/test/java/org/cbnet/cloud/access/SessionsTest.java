package org.cbnet.cloud.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Clock NOW = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final Token TOKEN =
      new Token(new Principal("anna", Role.READER, null), TokenHash.of("text"), Instant.MAX);
  private static final Tokens TOKENS =
      new Tokens() {
        @Override
        public boolean required() {
          return true;
        }

        @Override
        public Optional<Token> find(String name) {
          return Optional.of(TOKEN);
        }
      };

  @Test
  void keepsTheYoungestThousand() {
    Sessions sessions = new Sessions(TOKENS, NOW);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1_001; i++) {
      ids.add(sessions.begin(TOKEN));
    }

    assertThat(sessions.count()).isEqualTo(1_000);
    assertThat(sessions.find(ids.get(0))).isEmpty();
    assertThat(sessions.find(ids.get(1))).contains(TOKEN.principal());
    assertThat(sessions.find(ids.get(1_000))).isPresent();
  }

  @Test
  void forgetsOneWhoseTokenIsAnotherNow() {
    Sessions sessions = new Sessions(TOKENS, NOW);
    Token replaced =
        new Token(TOKEN.principal(), TokenHash.of("text of a token made anew"), Instant.MAX);

    String id = sessions.begin(replaced);

    assertThat(sessions.find(id)).isEmpty();
    assertThat(sessions.count()).isZero();
  }

  @Test
  void holdsAnAddressBackAfterTenWrongTokensAndNoOther() {
    FailedLogins failures = new FailedLogins(NOW);
    for (int i = 0; i < 10; i++) {
      assertThat(failures.delay("one")).isEmpty();
      failures.failed("one");
    }

    assertThat(failures.delay("one")).contains(Duration.ofMinutes(1));
    assertThat(failures.delay("other")).isEmpty();
  }

  @Test
  void aFloodOfAddressesDoesNotFillTheMemory() {
    FailedLogins failures = new FailedLogins(NOW);
    for (int i = 0; i < 20_000; i++) {
      failures.failed("address " + i);
    }

    assertThat(failures.addresses()).isEqualTo(10_000);
  }
}
