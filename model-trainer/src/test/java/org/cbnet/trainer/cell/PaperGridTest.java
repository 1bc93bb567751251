package org.cbnet.trainer.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.trainer.network.DenseAutoencoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperGridTest {
  private static final DenseAutoencoder BEST = DenseAutoencoder.grid().get(37);

  @TempDir Path folder;

  private final List<String> tried = new ArrayList<>();
  private Path file;

  @BeforeEach
  void nameTheLog() {
    file = folder.resolve("grid.csv");
  }

  @Test
  void triesAllAndFindsTheBest() throws IOException {
    assertThat(search()).isEqualTo(BEST);
    // The published one is carried on beside the better ones.
    assertThat(tried).hasSize(96 + 25 + 7);
    assertThat(tried.subList(0, 96))
        .doesNotHaveDuplicates()
        .allMatch(one -> one.endsWith(" 2 0.2"));
    assertThat(tried.subList(121, 128)).allMatch(one -> one.endsWith(" 6 1.0"));
  }

  @Test
  void goesOnFromItsLog() throws IOException {
    search();
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, 1 + 96 + 10));
    tried.clear();

    assertThat(search()).isEqualTo(BEST);
    assertThat(tried).hasSize(15 + 7);
  }

  @Test
  void namesALineThatCannotBeRead() throws IOException {
    Files.writeString(file, "1,512r-384l-32l,2,0.2\n");

    assertThatThrownBy(() -> new GridLog(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't read line '1,512r-384l-32l,2,0.2'");
  }

  @Test
  void fewImagesPassMoreOften() throws IOException {
    assertThat(search(6_300)).isEqualTo(BEST);

    assertThat(tried.get(0)).endsWith(" 18 0.2");
    assertThat(tried.get(127)).endsWith(" 54 1.0");
  }

  private DenseAutoencoder search() throws IOException {
    return search(60_000);
  }

  private DenseAutoencoder search(int images) throws IOException {
    return new PaperGrid(
            images,
            new GridLog(file),
            (candidate, epochs, share) -> {
              tried.add(candidate.id() + " " + epochs + " " + share);
              int distance = DenseAutoencoder.grid().indexOf(candidate) - 37;
              return 0.9 - Math.abs(distance) * 1e-3;
            },
            line -> {})
        .search();
  }
}
