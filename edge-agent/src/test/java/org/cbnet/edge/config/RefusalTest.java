package org.cbnet.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key refuses a bad value, whoever added it: with key, value and what is allowed. */
class RefusalTest {
  private static final String NOTHING_TAKES_THIS = "\0";

  @TempDir private Path folder;

  @Test
  void knowsASettingForEveryKey() {
    SortedSet<String> keys = new TreeSet<>(ConfigKeys.all());
    keys.removeIf(key -> key.endsWith(".*"));

    assertThat(Settings.all().keySet()).isEqualTo(keys);
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void namesKeyValueAndWhatIsAllowedOfTheFile(String key, String value, String allowed)
      throws IOException {
    Path file = folder.resolve("agent.yaml");
    Files.writeString(file, "%s: \"%s\"\n".formatted(key, value.replace("\0", "\\0")));

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> loader(Map.of()).load(Optional.of(file)))
        .withMessageStartingWith("%s must be %s: ".formatted(key, allowed))
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void namesThemOfTheEnvironment(String key, String value, String allowed) {
    String name = "CBNET_AGENT_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> loader(Map.of(name, value)).load(Optional.empty()))
        .withMessageStartingWith("%s must be %s: ".formatted(key, allowed));
  }

  @Test
  void doesNotPrintASecretThatStandsAtAWrongKey() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () -> loader(Map.of("CBNET_AGENT_SASL_PASSWORD", "hunter2")).load(Optional.empty()))
        .withMessageStartingWith("unknown key CBNET_AGENT_SASL_PASSWORD: (hidden) ");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                loader(Map.of("CBNET_AGENT_KAFKA_PROPERTIES_SASL_PASSWORD", "hunter2"))
                    .load(Optional.empty()))
        .withMessageEndingWith("(hidden)");
  }

  static List<Object[]> badValues() {
    List<Object[]> bad = new ArrayList<>();
    for (Setting<?> setting : Settings.all().values()) {
      bad.add(new Object[] {setting.key(), NOTHING_TAKES_THIS, setting.allowed()});
      Optional<Range> range = Range.in(setting.allowed());
      if (range.isPresent()) {
        boolean duration = setting.allowed().startsWith("a duration");
        bad.add(outside(setting, range.get().least() - (duration ? 0.001 : 1), duration));
        bad.add(outside(setting, range.get().most() + (duration ? 0.001 : 1), duration));
      }
    }
    return bad;
  }

  private static Object[] outside(Setting<?> setting, double value, boolean duration) {
    String number =
        duration
            ? "PT" + BigDecimal.valueOf(Math.round(value * 1_000), 3).toPlainString() + "S"
            : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    return new Object[] {setting.key(), number, setting.allowed()};
  }

  private static ConfigLoader loader(Map<String, String> environment) {
    return new ConfigLoader(new Machine(environment, "pi-1", Path.of("/home/pi")));
  }
}
