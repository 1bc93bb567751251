package org.cbnet.edge.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cbnet.edge.steering.SteeringMemory.Applied;
import org.cbnet.edge.steering.SteeringMemory.Outcome;
import org.cbnet.edge.steering.SteeringMemory.Phase;
import org.cbnet.edge.steering.SteeringMemory.Trying;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFileTest {
  private static final ModelChoice MODEL = new ModelChoice("cbnet", 0.25, "ab".repeat(32));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("steering");
  }

  @Test
  void remembersAll() throws IOException {
    MemoryFile memory = MemoryFile.read(file);
    DesiredState state =
        new DesiredState(
            DesiredState.KIND,
            "pi-1",
            4,
            9L,
            "cbnet",
            0.25,
            3.0,
            true,
            MODEL.bundle(),
            "run",
            7,
            "me");
    memory.update(
        before ->
            before
                .accept(state, "sha", "tag")
                .running(new Applied(MODEL, "tag"))
                .proved(6)
                .trying(new Trying(4, MODEL, Phase.PAUSED, 2))
                .ended(new Outcome(4, BundleState.FAILED, "why", true)));

    assertThat(MemoryFile.read(file).get()).isEqualTo(memory.get());
    assertThat(memory.get().versionFloor()).isEqualTo(6);
  }

  @Test
  void neverLowersTheFloor() throws IOException {
    MemoryFile memory = MemoryFile.read(file);
    memory.update(before -> before.proved(6));
    memory.update(before -> before.proved(2));

    assertThat(memory.get().versionFloor()).isEqualTo(6);
  }

  @Test
  void putsADamagedFileAsideWhereverItIsDamaged() throws IOException {
    MemoryFile.read(file).update(before -> before.proved(6));
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length - 1; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      // The blank between checksum and content says nothing.
      if (at != 64) {
        Files.write(file, damaged);

        assertThat(MemoryFile.read(file).get()).isEqualTo(SteeringMemory.EMPTY);
        assertThat(folder.resolve("steering.damaged")).hasBinaryContent(damaged);
        assertThat(file).doesNotExist();
      }
    }
    Files.writeString(file, "", StandardCharsets.US_ASCII);
    assertThat(MemoryFile.read(file).get()).isEqualTo(SteeringMemory.EMPTY);
  }
}
