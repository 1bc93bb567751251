package org.cbnet.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWearTest {
  @TempDir private Path folder;

  @Test
  void readsWhatLinuxTells() throws IOException {
    Path io =
        Files.writeString(
            folder.resolve("io"),
            "rchar: 7\nwchar: 8\nread_bytes: 0\nwrite_bytes: 1282048\ncancelled_write_bytes: 4\n");

    assertThat(new DiskWear(io).writtenBytes()).isEqualTo(1_282_048);
  }

  @Test
  void doesNotKnowWhereNobodyTells() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "write_bytes: many\n");

    assertThat(new DiskWear(folder.resolve("none")).writtenBytes()).isNaN();
    assertThat(new DiskWear(other).writtenBytes()).isNaN();
  }

  @Test
  void reckonsACardsLife() {
    // 8e12 bytes at 1,000 a result and 30 results a second, by hand.
    assertThat(DiskWear.cardYears(1_000)).isCloseTo(8.45, within(0.01));
    assertThat(DiskWear.cardYears(500)).isCloseTo(16.9, within(0.01));
  }
}
