package org.cbnet.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  @TempDir private Path folder;

  private long installs;

  @Test
  void beginsAnInstallationInAFolderThatIsNotThereYet() throws IOException {
    Installation first = start(folder.resolve("a/b"));

    assertThat(first.bootNumber()).isEqualTo(1);
    assertThat(first.installId()).isEqualTo("0000000000000001");
  }

  @Test
  void keepsTheInstallationAndCountsEveryStart() throws IOException {
    String installId = start(folder).installId();

    assertThat(start(folder)).isEqualTo(new Installation(installId, 2));
    assertThat(start(folder)).isEqualTo(new Installation(installId, 3));
  }

  @Test
  void beginsANewInstallationWhereTheIdentityIsNoFile() throws IOException {
    Files.createDirectory(folder.resolve("identity"));

    assertThat(start(folder).bootNumber()).isEqualTo(1);
    assertThat(start(folder).bootNumber()).isEqualTo(2);
  }

  @Test
  void hasTheBootNumberOnDiskBeforeAnybodyUsesIt() throws IOException {
    start(folder);

    try (StateDirectory state = open(folder)) {
      assertThat(Files.readString(identity()))
          .contains(" boot " + state.installation().bootNumber() + " ");
    }
  }

  @Test
  void beginsANewInstallationWhereTheFileIsTorn() throws IOException {
    String lost = start(folder).installId();
    byte[] whole = Files.readAllBytes(identity());
    for (int length = 0; length < whole.length; length++) {
      Files.write(identity(), java.util.Arrays.copyOf(whole, length));

      Installation next = start(folder);

      assertThat(next.bootNumber()).as("%d bytes left", length).isEqualTo(1);
      assertThat(next.installId()).isNotEqualTo(lost);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().contains("damaged"))).hasSize(whole.length);
    }
  }

  @Test
  void noticesARottenBootNumber() throws IOException {
    start(folder);
    start(folder);
    String text = Files.readString(identity());
    Files.writeString(identity(), text.replace("boot 2", "boot 1"));

    assertThat(start(folder).bootNumber()).isEqualTo(1);
    assertThat(installs).isGreaterThan(1);
  }

  @Test
  void ignoresALeftOverOfAWriteThatWasCutShort() throws IOException {
    String installId = start(folder).installId();
    Files.writeString(folder.resolve("identity.next"), "install");

    assertThat(start(folder)).isEqualTo(new Installation(installId, 2));
  }

  @Test
  void letsOneAgentInAtATime() throws IOException {
    try (StateDirectory held = open(folder)) {
      assertThatExceptionOfType(StateDirectoryInUseException.class)
          .isThrownBy(() -> open(folder))
          .withMessageContaining(folder.toString());
      assertThat(held.installation().bootNumber()).isEqualTo(1);
    }

    assertThat(start(folder).bootNumber()).isEqualTo(2);
  }

  @Test
  void rejectsABootNumberBelowOne() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Installation("i", 0))
        .withMessage("bootNumber must be at least 1: 0");
  }

  private Installation start(Path where) throws IOException {
    try (StateDirectory state = open(where)) {
      return state.installation();
    }
  }

  private StateDirectory open(Path where) throws IOException {
    return StateDirectory.open(where, () -> new UUID(0, ++installs), () -> false);
  }

  private Path identity() {
    return folder.resolve("identity");
  }
}
