package org.cbnet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class NamesTest {
  private final Names names = new Names();

  @Test
  void givesANameAsOneString() {
    assertThat(names.of(new Utf8("pi-1"))).isEqualTo("pi-1").isSameAs(names.of(new Utf8("pi-1")));
  }

  @Test
  void keepsTheNamesOfAPartitionsDevices() {
    List<Utf8> devices = IntStream.range(0, 40_000).mapToObj(i -> new Utf8("device-" + i)).toList();
    for (int round = 0; round < 4; round++) {
      devices.forEach(names::of);
    }
    List<String> before = devices.stream().map(names::of).toList();

    long kept =
        IntStream.range(0, devices.size())
            .filter(i -> isSame(names.of(devices.get(i)), before.get(i)))
            .count();

    assertThat(before).startsWith("device-0", "device-1").hasSize(40_000);
    assertThat(kept).isGreaterThan(34_000);
  }

  @Test
  void givesEachItsOwnTextWhateverOthersCame() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 300_000; i++) {
        String text = (i % 7 == 0 ? "ö" : "") + Integer.toString(i * 2_654_435, 36);
        assertThat(names.of(new Utf8(text))).isEqualTo(text);
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // Which object it is is the question.
  private static boolean isSame(String one, String other) {
    return one == other;
  }
}
