package org.cbnet.edge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private final Secrets none = Secrets.of(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.properties.ssl.keystore.password",
        "kafka.properties.ssl.keystore.key",
        "kafka.properties.sasl.jaas.config",
        "CBNET_AGENT_KAFKA_PROPERTIES_SSL_KEY_PASSWORD",
        "CBNET_AGENT_KAFKA_PROPERTIES_SSL_KEYSTORE_KEY",
        "steering.token",
        "API_KEY",
        "AWS_SECRET_ACCESS_KEY",
        "proxy.credentials"
      })
  void knowsSecretsByTheirName(String name) {
    assertThat(Secrets.shown(name, "hunter2")).isEqualTo("(hidden)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.bootstrap-servers",
        "device-id",
        "steering.public-key",
        "steering.trusted-keys",
        "monkey.business",
        "kafka.properties.ssl.keystore.location"
      })
  void showsWhatIsNone(String name) {
    assertThat(Secrets.shown(name, "pi-7")).isEqualTo("pi-7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http://admin:hunter2@plug.lan/rpc  | http://(hidden)@plug.lan/rpc",
        "meter https://hunter2@host:80/x    | meter https://(hidden)@host:80/x",
        "Authorization: Bearer hunter2.abc  | Authorization: (hidden) (hidden)",
        "got basic aHVudGVyMg==             | got basic (hidden)",
        "sasl.password=hunter2, next=1      | sasl.password=(hidden), next=1",
        "{\"token\": \"hunter2 and more\"}  | {\"token\": (hidden)}",
        "required username=\"pi\" password=\"hunter2\"; | required username=\"pi\" password=(hidden);",
        "secret: 'hunter2 and more'         | secret: (hidden)",
        "nothing to hide: 3 results         | nothing to hide: 3 results",
        "mail me at pi@example.org          | mail me at pi@example.org",
      })
  void hidesWhatLooksLikeASecret(String text, String shown) {
    assertThat(none.hide(text)).isEqualTo(shown).doesNotContain("hunter2");
  }

  @Test
  void hidesAPrivateKeyOfManyLinesEvenWhereItIsCutShort() {
    String key = "-----BEGIN EC PRIVATE KEY-----\nhunter2\nhunter2\n";

    assertThat(none.hide("a\n" + key + "-----END EC PRIVATE KEY-----\nb"))
        .isEqualTo("a\n(hidden)\nb");
    assertThat(none.hide("a\n" + key)).isEqualTo("a\n(hidden)");
  }

  @Test
  void hidesWhatItKnowsWhereverItIs() {
    Secrets secrets =
        Secrets.of(
            List.of(
                Map.of(
                    "sasl.jaas.config",
                        "Login required username=\"pi\" password=\"correct horse\";",
                    "meter.url", "http://admin:battery@plug.lan/"),
                Map.of(
                    "MY_TOKEN", "stapleXstaple", "MY_OTHER_TOKEN", "staple", "PIN_TOKEN", "123")));

    assertThat(secrets.hide("login correct horse failed, battery, stapleXstaple, 123"))
        .isEqualTo("login (hidden) failed, (hidden), (hidden), 123");
  }
}
