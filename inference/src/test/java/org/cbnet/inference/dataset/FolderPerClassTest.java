package org.cbnet.inference.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPerClassTest {
  private static final List<String> CLASSES = List.of("shoe", "T-shirt/top");

  @TempDir Path folder;

  private final List<String> skipped = new ArrayList<>();
  private final List<Integer> progress = new ArrayList<>();

  private final ImageFolderListener listener =
      new ImageFolderListener() {
        @Override
        public void progress(int done, int of) {
          progress.add(of * 100 + done);
        }

        @Override
        public void skipped(Path file, String reason) {
          skipped.add(file.getFileName() + ": " + reason);
        }
      };

  @BeforeEach
  void writeImages() throws IOException {
    write("shoe/b.pgm", 20);
    write("shoe/a.pgm", 10);
    write("shoe/c.pgm", 30);
    write("T-shirt_top/z.pgm", 200);
  }

  @Test
  void labelsFollowTheBundlesClassesAndImagesComeInTurns() throws IOException {
    LabelledImages images = load();

    assertThat(images.labels()).containsExactly(1, 0, 0, 0);
    assertThat(grey(images)).containsExactly(200, 10, 20, 30);
    assertThat(images.dataSet()).isEqualTo("photos");
    assertThat(images.origin()).isEqualTo(folder.toString());
    assertThat(images.frame(0).id()).isEqualTo("image-00000");
    assertThat(progress).containsExactly(401, 402, 403, 404);
  }

  @Test
  void bringsEveryImageToTheSizeAskedFor() throws IOException {
    Files.writeString(folder.resolve("shoe/d.pgm"), "P2 4 2 255  0 0 100 100  0 0 100 100");

    LabelledImages images = FolderPerClass.open(folder).load("photos", CLASSES, 1, 2, listener);

    assertThat(images.height()).isEqualTo(1);
    assertThat(images.width()).isEqualTo(2);
    assertThat(images.frame(4).pixels()).containsExactly(0, 100);
  }

  @Test
  void namesEachUnreadableFileOnceLeavesItOutAndCountsIt() throws IOException {
    Files.writeString(folder.resolve("shoe/aa.png"), "no image");

    LabelledImages images = load();

    assertThat(grey(images)).containsExactly(200, 10, 20, 30);
    assertThat(images.labels()).containsExactly(1, 0, 0, 0);
    assertThat(skipped).singleElement().asString().startsWith("aa.png: no PNG");
    assertThat(images.origin()).endsWith(", 1 unreadable files left out");
  }

  @Test
  void otherFilesAndWhatStartsWithADotAreNotLookedAt() throws IOException {
    Files.writeString(folder.resolve("README.txt"), "about");
    Files.writeString(folder.resolve("shoe/labels.csv"), "1,2");
    Files.writeString(folder.resolve("shoe/.b.png"), "of another system");
    Files.createDirectory(folder.resolve(".cache"));

    assertThat(load().size()).isEqualTo(4);
    assertThat(skipped).isEmpty();
  }

  @Test
  void classesAreTheSubFoldersSorted() throws IOException {
    assertThat(FolderPerClass.open(folder).classes()).containsExactly("T-shirt_top", "shoe");
  }

  @Test
  void refusesOtherClassesNamingBothLists() throws IOException {
    Files.createDirectory(folder.resolve("bag"));

    assertRefusal(
        "its sub-folders [T-shirt_top, bag, shoe] are not the classes [shoe, T-shirt/top]");
  }

  @Test
  void refusesToReadNothing() throws IOException {
    for (String name : List.of("shoe/a.pgm", "shoe/b.pgm", "shoe/c.pgm", "T-shirt_top/z.pgm")) {
      Files.writeString(folder.resolve(name), "damaged");
    }

    assertRefusal("none of 4 files is an image that can be read");
    assertThat(skipped).hasSize(4);
  }

  @Test
  void refusesAFolderWithoutSubFolders() throws IOException {
    assertThatThrownBy(() -> FolderPerClass.open(folder.resolve("shoe")))
        .isInstanceOf(ImageFolderException.class)
        .hasMessageContaining("must have one sub-folder a class, 2 to 256: it has 0");
    assertThatThrownBy(() -> FolderPerClass.open(folder.resolve("nowhere")))
        .isInstanceOf(ImageFolderException.class)
        .hasMessageContaining("nowhere: is no folder");
  }

  @Test
  void labelsAreUnsigned() {
    LabelledImages images =
        new LabelledImages("many", "image", "made up", 1, 1, new byte[1], new byte[] {(byte) 200});

    assertThat(images.label(0)).isEqualTo(200);
    assertThat(images.frame(0).trueLabel()).isEqualTo(200);
  }

  private void assertRefusal(String problem) {
    assertThatThrownBy(this::load)
        .isInstanceOf(ImageFolderException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(problem);
  }

  private LabelledImages load() throws IOException {
    return FolderPerClass.open(folder).load("photos", CLASSES, 1, 1, listener);
  }

  private static int[] grey(LabelledImages images) {
    int[] values = new int[images.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = images.frame(i).pixels()[0] & 0xff;
    }
    return values;
  }

  private void write(String name, int grey) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "P2 1 1 255 " + grey);
  }
}
