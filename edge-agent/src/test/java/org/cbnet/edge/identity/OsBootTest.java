package org.cbnet.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsBootTest {
  @TempDir private Path folder;

  @Test
  void readsTheKernelsIdentity() throws IOException {
    Path file = folder.resolve("boot_id");
    Files.writeString(file, "6a1f0d9e-5a39-4f9e-8a53-0d2f7e1b9c11\n");

    assertThat(OsBoot.id(file, UUID::randomUUID)).isEqualTo("8a530d2f7e1b9c11");
  }

  @Test
  void makesARandomOneWhereNobodyTells() throws IOException {
    Path garbage = Files.writeString(folder.resolve("garbage"), "?");
    UUID random = new UUID(1, 0x8000000000000002L);

    assertThat(OsBoot.id(folder.resolve("none"), () -> random)).isEqualTo("8000000000000002");
    assertThat(OsBoot.id(garbage, () -> random)).isEqualTo("8000000000000002");
  }
}
