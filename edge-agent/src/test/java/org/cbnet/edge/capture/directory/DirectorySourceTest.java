package org.cbnet.edge.capture.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cbnet.edge.capture.Capture;
import org.cbnet.edge.capture.Polling;
import org.cbnet.edge.capture.TestImages;
import org.cbnet.edge.clock.SystemClock;
import org.cbnet.inference.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DirectorySourceTest {
  private static final int MAX_BYTES = 100_000;

  @TempDir private Path temp;

  private Path folder;
  private Duration lastReceipts = Duration.ZERO;
  private DirectorySource source;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temp.resolve("frames"));
  }

  @AfterEach
  void close() {
    if (source != null) {
      source.close();
    }
  }

  @Test
  void givesTheFilesThatAreThereByNameAsTheyLook() throws Exception {
    put("b.jpg", TestImages.jpeg(1));
    put("a.PNG", TestImages.png(0));
    put("c.pgm", TestImages.pgm(2));
    open(AfterFile.MOVE);

    List<Frame> frames = Polling.frames(source, 3);

    assertThat(frames)
        .extracting(frame -> frame.id().replaceFirst("@.*", ""))
        .containsExactly("a.PNG", "b.jpg", "c.pgm");
    assertThat(frames.get(0).pixels()).isEqualTo(TestImages.images().frame(0).pixels());
    assertThat(frames.get(2).pixels()).isEqualTo(TestImages.images().frame(2).pixels());
    assertThat(frames).extracting(Frame::trueLabel).containsOnly(Frame.UNLABELLED);
  }

  @Test
  void givesTheFilesByTime() throws Exception {
    put("a.png", TestImages.png(0));
    put("b.png", TestImages.png(1));
    put("c.png", TestImages.png(2));
    touch("a.png", 3_000);
    touch("b.png", 1_000);
    touch("c.png", 2_000);
    source = open(AfterFile.MOVE, FileOrder.TIME, Duration.ofMillis(20));

    assertThat(Polling.frames(source, 3))
        .extracting(Frame::id)
        .containsExactly("b.png@1000", "c.png@2000", "a.png@3000");
  }

  @Test
  void givesWhatComesLater() throws Exception {
    open(AfterFile.MOVE);
    assertThat(Polling.isEmpty(source)).isTrue();

    put("late.png", TestImages.png(5));

    assertThat(Polling.image(source).frame().pixels())
        .isEqualTo(TestImages.images().frame(5).pixels());
  }

  @Test
  void takesAFileOnlyOnceItIsComplete() throws Exception {
    source = open(AfterFile.MOVE, FileOrder.NAME, Duration.ofMillis(1_500));
    byte[] png = TestImages.png(0);

    for (int end = 1; end < png.length; end += png.length / 6) {
      put("slow.png", Arrays.copyOf(png, end));
      assertThat(source.poll(Duration.ofMillis(50))).isSameAs(Capture.Empty.NOTHING_YET);
    }
    put("slow.png", png);

    assertThat(Polling.image(source).frame().pixels())
        .isEqualTo(TestImages.images().frame(0).pixels());
  }

  @Test
  void leavesHiddenAndTemporaryFilesAlone() throws Exception {
    for (String name :
        List.of(".a.png", "~b.png", "c.png.part", "d.tmp.png", "e.txt", "f.png~", "#g.png")) {
      put(name, TestImages.png(0));
    }
    Files.createDirectory(folder.resolve("folder.png"));
    open(AfterFile.MOVE);

    assertThat(Polling.isEmpty(source)).isTrue();

    Files.move(folder.resolve("c.png.part"), folder.resolve("c.png"));
    assertThat(Polling.image(source).frame().id()).startsWith("c.png@");
  }

  @Test
  void movesAFileOnceItsResultIsStoredAndNotBefore() throws Exception {
    put("a.png", TestImages.png(0));
    open(AfterFile.MOVE);

    Capture.Image image = Polling.image(source);
    assertThat(Polling.isEmpty(source)).isTrue();
    assertThat(names(folder)).containsExactly("a.png");
    storeOnAnotherThread(image);

    assertThat(Polling.isEmpty(source)).isTrue();
    assertThat(names(folder)).containsExactly("done");
    assertThat(names(folder.resolve("done"))).containsExactly("a.png");
  }

  @Test
  void keepsBothWhereAFileOfTheNameIsDoneAlready() throws Exception {
    open(AfterFile.MOVE);
    for (int i = 0; i < 2; i++) {
      put("a.png", TestImages.png(i));
      touch("a.png", 1_000 + i);
      storeOnAnotherThread(Polling.image(source));
      assertThat(Polling.isEmpty(source)).isTrue();
    }

    assertThat(names(folder.resolve("done"))).containsExactly("a.1001.png", "a.png");
  }

  @Test
  void deletesAFileOnceItsResultIsStored() throws Exception {
    put("a.png", TestImages.png(0));
    open(AfterFile.DELETE);

    storeOnAnotherThread(Polling.image(source));

    assertThat(Polling.isEmpty(source)).isTrue();
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void doesNotPutAwayAnImageThatCameUnderTheSameNameMeanwhile() throws Exception {
    put("a.png", TestImages.png(0));
    open(AfterFile.DELETE);
    Capture.Image first = Polling.image(source);

    put("a.png", TestImages.png(1));
    touch("a.png", 1_000);
    storeOnAnotherThread(first);

    assertThat(Polling.image(source).frame().pixels())
        .isEqualTo(TestImages.images().frame(1).pixels());
  }

  @Test
  void keepsFilesAndRemembersThemOverARestart() throws Exception {
    put("a.png", TestImages.png(0));
    open(AfterFile.KEEP);
    storeOnAnotherThread(Polling.image(source));
    assertThat(Polling.isEmpty(source)).isTrue();
    source.close();

    put("b.png", TestImages.png(1));
    open(AfterFile.KEEP);

    assertThat(Polling.image(source).frame().id()).startsWith("b.png@");
    assertThat(Polling.isEmpty(source)).isTrue();
    assertThat(names(folder)).containsExactly("a.png", "b.png");
  }

  @Test
  void takesAKeptFileAgainWhenItHasChanged() throws Exception {
    put("latest.png", TestImages.png(0));
    open(AfterFile.KEEP);
    storeOnAnotherThread(Polling.image(source));
    assertThat(Polling.isEmpty(source)).isTrue();

    put("latest.png", TestImages.png(1));
    touch("latest.png", 1_000);

    assertThat(Polling.image(source).frame().id()).isEqualTo("latest.png@1000");
  }

  @Test
  void classifiesAgainAfterARestartWhatWasNotStored() throws Exception {
    put("a.png", TestImages.png(0));
    open(AfterFile.MOVE);
    Polling.image(source).receipt().lost("no disk");
    source.close();
    open(AfterFile.MOVE);

    assertThat(Polling.image(source).frame().id()).startsWith("a.png@");
  }

  @Test
  void waitsAtItsEndForResultsThatAreBeingStored() throws Exception {
    lastReceipts = Duration.ofSeconds(30);
    put("a.png", TestImages.png(0));
    open(AfterFile.MOVE);
    Capture.Image image = Polling.image(source);
    Thread spool = new Thread(() -> image.receipt().stored(Polling.stored(image.frame(), 0)));
    spool.start();

    source.close();

    assertThat(names(folder.resolve("done"))).containsExactly("a.png");
    assertThat(source.poll(Duration.ZERO)).isSameAs(Capture.Empty.END);
    spool.join();
  }

  @Test
  void skipsWhatCanNotBeReadAndPutsItAside() throws Exception {
    byte[] jpeg = TestImages.jpeg(0);
    put("a-cut.jpg", Arrays.copyOf(jpeg, jpeg.length / 2));
    put("b-empty.png", new byte[0]);
    put("c-text.png", "this is no image".getBytes(StandardCharsets.US_ASCII));
    put("d-huge.pgm", "P5 30000 30000 255 x".getBytes(StandardCharsets.US_ASCII));
    put("e-long.png", new byte[MAX_BYTES + 1]);
    put("f-good.png", TestImages.png(0));
    open(AfterFile.MOVE);

    for (String reason :
        List.of("unreadable", "unreadable", "unreadable", "unreadable", "too-large")) {
      Capture.Skipped skipped = Polling.skipped(source);
      assertThat(skipped.reason()).as(skipped.toString()).isEqualTo(reason);
      assertThat(skipped.frames()).isEqualTo(1);
    }
    assertThat(Polling.image(source).frame().id()).startsWith("f-good.png@");
    assertThat(names(folder.resolve("unreadable"))).hasSize(5);
    assertThat(Polling.isEmpty(source)).isTrue();
  }

  @Test
  void leavesUnreadableFilesWhereFilesAreKept() throws Exception {
    put("a.png", new byte[0]);
    open(AfterFile.KEEP);

    assertThat(Polling.skipped(source).what()).isEqualTo("a.png");
    assertThat(Polling.isEmpty(source)).isTrue();
    assertThat(names(folder)).containsExactly("a.png");
  }

  @Test
  void doesNotMindFilesThatVanish() throws Exception {
    put("a.png", TestImages.png(0));
    put("b.png", TestImages.png(1));
    source = open(AfterFile.MOVE, FileOrder.NAME, Duration.ofMillis(300));
    assertThat(source.poll(Duration.ZERO)).isSameAs(Capture.Empty.NOTHING_YET);

    Files.delete(folder.resolve("a.png"));

    assertThat(Polling.image(source).frame().id()).startsWith("b.png@");
    assertThat(Polling.isEmpty(source)).isTrue();
  }

  @Test
  void goesOnWhenTheFolderComesBack() throws Exception {
    open(AfterFile.MOVE);
    assertThat(Polling.isEmpty(source)).isTrue();
    Files.delete(folder);
    assertThat(Polling.isEmpty(source)).isTrue();

    Files.createDirectory(folder);
    put("a.png", TestImages.png(0));

    assertThat(Polling.image(source).frame().id()).startsWith("a.png@");
  }

  @Test
  void waitsForAFolderThatIsNotThereYet() throws Exception {
    Files.delete(folder);
    open(AfterFile.KEEP);
    assertThat(Polling.isEmpty(source)).isTrue();

    Files.createDirectory(folder);
    put("a.png", TestImages.png(0));

    assertThat(Polling.image(source).frame().id()).startsWith("a.png@");
  }

  @Test
  void refusesAFileInPlaceOfAFolder() throws IOException {
    folder = Files.writeString(temp.resolve("file"), "x");

    assertThatThrownBy(() -> open(AfterFile.MOVE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("source.directory.path must be a folder");
  }

  @Test
  void readsThroughLinksAndMovesTheLinkItself() throws Exception {
    Path elsewhere = Files.write(temp.resolve("real.png"), TestImages.png(0));
    Files.createSymbolicLink(folder.resolve("a.png"), elsewhere);
    Files.createSymbolicLink(folder.resolve("b.png"), temp.resolve("missing.png"));
    Files.createSymbolicLink(folder.resolve("c.png"), folder.resolve("c.png"));
    open(AfterFile.MOVE);

    storeOnAnotherThread(Polling.image(source));

    assertThat(Polling.isEmpty(source)).isTrue();
    assertThat(elsewhere).exists();
    assertThat(folder.resolve("done/a.png")).isSymbolicLink();
  }

  @Test
  void cutsLongNamesToAnIdThatTheCloudTakes() throws Exception {
    put("x".repeat(250) + ".png", TestImages.png(0));
    put("y\n.png", TestImages.png(0));
    open(AfterFile.KEEP);

    List<Frame> frames = Polling.frames(source, 2);
    assertThat(frames).allMatch(frame -> frame.id().length() <= 128);
    assertThat(frames.get(1).id()).startsWith("y_.png@");
  }

  private void open(AfterFile after) throws IOException {
    source = open(after, FileOrder.NAME, Duration.ofMillis(20));
  }

  private DirectorySource open(AfterFile after, FileOrder order, Duration settle)
      throws IOException {
    return new DirectorySource(
        new DirectoryOptions(
            folder, after, order, settle, MAX_BYTES, temp.resolve("seen-files"), lastReceipts),
        TestImages.decoder(),
        new SystemClock(Clock.systemUTC()));
  }

  private void put(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private void touch(String name, long millis) throws IOException {
    Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(millis));
  }

  private static void storeOnAnotherThread(Capture.Image image) throws InterruptedException {
    Thread spool = new Thread(() -> image.receipt().stored(Polling.stored(image.frame(), 0)));
    spool.start();
    spool.join();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
