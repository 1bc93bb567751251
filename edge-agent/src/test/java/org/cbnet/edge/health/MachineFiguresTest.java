package org.cbnet.edge.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineFiguresTest {
  @TempDir private Path folder;

  @Test
  void readsWhatLinuxTells() throws IOException {
    Path status =
        Files.writeString(folder.resolve("status"), "VmHWM:\t  300000 kB\nVmRSS:\t  200000 kB\n");
    Path temperature = Files.writeString(folder.resolve("temp"), "48312\n");
    MachineFigures figures = new MachineFigures(status, temperature);

    assertThat(figures.residentBytes()).isEqualTo(204_800_000);
    assertThat(figures.celsius()).isEqualTo(48.312);
  }

  @Test
  void knowsNothingWhereNobodyTells() throws IOException {
    Path garbage = Files.writeString(folder.resolve("garbage"), "hot\n");

    MachineFigures figures = new MachineFigures(garbage, garbage);

    assertThat(figures.residentBytes()).isNaN();
    assertThat(figures.celsius()).isNaN();
    assertThat(new MachineFigures(folder.resolve("a"), folder.resolve("b")).celsius()).isNaN();
  }
}
