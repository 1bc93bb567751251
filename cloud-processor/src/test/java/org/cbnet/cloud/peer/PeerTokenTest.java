package org.cbnet.cloud.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTokenTest {
  @TempDir private Path folder;

  @Test
  void isTheOneThatIsInTheFileNow() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    PeerToken token = new PeerToken(file);

    assertThat(token.text()).isEqualTo("first");
    Files.writeString(file, "second\n");
    assertThat(token.text()).isEqualTo("second");
    Files.writeString(file, "");
    assertThat(token.text()).isEqualTo("second");
  }

  @Test
  void namesAFileThatHoldsNone() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "one\ntwo\n");

    assertThatThrownBy(() -> new PeerToken(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("http.peer-token-file " + file);
  }
}
