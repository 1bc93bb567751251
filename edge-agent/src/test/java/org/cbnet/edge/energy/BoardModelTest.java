package org.cbnet.edge.energy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardModelTest {
  @ParameterizedTest
  @CsvSource({
    "Raspberry Pi 4 Model B Rev 1.2,      aarch64, rbp4b1.2-64,  true",
    "Raspberry Pi 4 Model B Rev 1.2,      arm,     rbp4b1.2,     true",
    "Raspberry Pi 4 Model B Rev 1.1,      aarch64, rbp4b1.1-64,  true",
    "Raspberry Pi 4 Model B Rev 1.5,      aarch64, rbp4b1.2-64,  false",
    "Raspberry Pi 400 Rev 1.0,            aarch64, rbp4001.0-64, true",
    "Raspberry Pi 400 Rev 1.0,            arm,     rbp4001.0-64, false",
    "Raspberry Pi 5 Model B Rev 1.0,      aarch64, rbp5b1.0-64,  true",
    "Raspberry Pi 5 Model B Rev 1.1,      aarch64, rbp5b1.0-64,  false",
    "Raspberry Pi 3 Model B Plus Rev 1.3, arm,     rbp3b+1.3,    true",
    "Raspberry Pi 3 Model B Rev 1.2,      arm,     rbp3b1.2,     true",
    "Raspberry Pi 3 Model B Rev 1.2,      aarch64, rbp3b1.2,     false",
    "Raspberry Pi 2 Model B Rev 1.1,      arm,     rbp2b1.1,     true",
    "Raspberry Pi Model B Plus Rev 1.2,   arm,     rbp1b+1.2,    true",
    "Raspberry Pi Model B Rev 2,          arm,     rbp1b2,       true",
    "Raspberry Pi Zero W Rev 1.1,         arm,     rbpzw1.1,     true",
    "ASUS Tinker Board S,                 arm,     asustbs,      true",
    "ASUS Tinker Board,                   arm,     asustbs,      false",
  })
  void tellsABoardByItsFirmwaresName(String model, String arch, String key, boolean exact) {
    assertThat(BoardModel.of(model + "\0", arch)).hasValue(new BoardModel(Board.of(key), exact));
  }

  @Test
  void doesNotTakeAStrangerForOne() {
    assertThat(BoardModel.of("", "amd64")).isEmpty();
    assertThat(BoardModel.of("Raspberry Pi Compute Module 4 Rev 1.0", "aarch64")).isEmpty();
    assertThat(BoardModel.of("Raspberry Pi Zero 2 W Rev 1.0", "aarch64")).isEmpty();
  }
}
