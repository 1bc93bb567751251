package org.cbnet.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.edge.TestRecords;
import org.cbnet.edge.clock.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spool whose file fails as often as a test says; real failing disks are DiskTroubleTest's. */
class SpoolFailureTest {
  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private final List<String> heard = new ArrayList<>();
  private FailingFile file;
  private DiskSpool spool;

  @AfterEach
  void close() {
    spool.close();
  }

  @Test
  void dropsABacklogNotAgainWithEveryAttempt() {
    open(1 << 24, FullPolicy.DROP_OLDEST);
    append(400);
    long before = spool.status().current().spooled();
    file.fail = SpoolFileException.Kind.FULL;
    append(1);
    long afterOne = spool.status().current().spooled();
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofSeconds(6));
      spool.keeper().flush();
    }

    assertThat(afterOne).isGreaterThan(before / 4);
    assertThat(spool.status().current().spooled()).isEqualTo(afterOne);
  }

  @Test
  void dropsNothingMoreWhereTheFileFailsAtItsCap() {
    open(500_000, FullPolicy.DROP_OLDEST);
    append(400);
    file.fail = SpoolFileException.Kind.UNUSABLE;
    append(1);
    long dropped = spool.status().current().dropped();
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofSeconds(6));
      spool.keeper().flush();
    }

    assertThat(spool.status().current().dropped()).isEqualTo(dropped);
  }

  @Test
  void sendsFromMemoryWhateverThePolicyWhileTheDiskIsFull() {
    for (FullPolicy policy : FullPolicy.values()) {
      open(1 << 24, policy);
      file.fail = SpoolFileException.Kind.FULL;
      for (int i = 0; i < 5; i++) {
        append(1);
        clock.advance(Duration.ofSeconds(6));
      }

      assertThat(drain()).as("%s", policy).isEqualTo(250);
      assertThat(spool.status().current().dropped()).as("%s", policy).isZero();
      spool.close();
    }
  }

  @Test
  void isOnDiskAgainWithoutAnythingNew() {
    open(1 << 24, FullPolicy.DROP_OLDEST);
    append(1);
    spool.keeper().suspect(new SpoolFileException(SpoolFileException.Kind.UNUSABLE, "once", null));
    spool.keeper().flush();
    assertThat(spool.status().trouble()).contains("once");

    clock.advance(Duration.ofSeconds(6));
    spool.keeper().flush();

    assertThat(spool.status().trouble()).isEmpty();
  }

  @Test
  void opensAFileAgainThatAFailureClosed() {
    open(1 << 24, FullPolicy.DROP_OLDEST);
    append(2);
    file.close();
    append(1);
    clock.advance(Duration.ofSeconds(6));
    spool.keeper().flush();

    assertThat(spool.status().trouble()).isEmpty();
    assertThat(drain()).isEqualTo(150);
  }

  @Test
  void answersEverybodyOnceWhateverHappens() {
    open(100_000, FullPolicy.DROP_OLDEST);
    append(20);
    file.fail = SpoolFileException.Kind.FULL;
    append(20);
    file.fail = null;
    clock.advance(Duration.ofSeconds(6));
    append(20);
    spool.append(TestRecords.batch(50), new Hearing());
    spool.close();

    assertThat(heard).hasSize(61);
  }

  @Test
  void outlivesAListenerThatFails() {
    open(1 << 24, FullPolicy.DROP_OLDEST);
    spool.append(
        TestRecords.batch(50),
        new StoreListener() {
          @Override
          public void stored() {
            throw new IllegalStateException("a mistake");
          }

          @Override
          public void lost(String reason) {
            throw new IllegalStateException("a mistake");
          }
        });
    spool.append(TestRecords.batch(50), new Hearing());
    spool.keeper().guardedFlush();
    spool.keeper().guardedFlush();

    assertThat(heard).containsExactly("stored");
    assertThat(folder.resolve(SpoolOpener.FILE + ".damaged")).doesNotExist();
    assertThat(drain()).isEqualTo(100);
  }

  @Test
  void putsAFileAsideWhoseEntriesTurnOutNotToBeWhatWasCounted() throws Exception {
    open(1 << 24, FullPolicy.DROP_OLDEST);
    append(3);
    file.surprise = true;
    append(1);
    spool.keeper().guardedFlush();
    spool.keeper().guardedFlush();

    assertThat(spool.status().trouble()).isEmpty();
    assertThat(folder.resolve(SpoolOpener.FILE + ".damaged")).exists();
    assertThat(drain()).isEqualTo(200);
  }

  private void open(long maxBytes, FullPolicy policy) {
    file = new FailingFile(new SqliteFile(folder.resolve(SpoolOpener.FILE), Durability.INTERVAL));
    spool =
        new SpoolOpener(
                folder,
                new SpoolLimits(maxBytes, policy, Duration.ofDays(7)),
                Durability.INTERVAL,
                Duration.ofSeconds(5))
            .open(file, new BootKey("install-1", 3, "os-boot-1"), clock, () -> true, () -> {});
  }

  private void append(int batches) {
    for (int i = 0; i < batches; i++) {
      spool.append(TestRecords.batch(50), new Hearing());
      spool.keeper().guardedFlush();
    }
  }

  private long drain() {
    long results = 0;
    Optional<SpoolEntry> next = spool.next(-1);
    while (next.isPresent()) {
      results += ((SpoolEntry.Results) next.get()).batch().getResults().size();
      spool.acknowledge(next.get().position());
      next = spool.next(next.get().position());
    }
    return results;
  }

  private final class Hearing implements StoreListener {
    @Override
    public void stored() {
      heard.add("stored");
    }

    @Override
    public void lost(String reason) {
      heard.add(reason);
    }
  }

  /** A real file that writes nothing while it is told to fail. */
  private static final class FailingFile implements SpoolFile {
    private final SpoolFile file;
    private SpoolFileException.Kind fail;
    private boolean surprise;

    private FailingFile(SpoolFile file) {
      this.file = file;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public Content open() throws SpoolFileException {
      return file.open();
    }

    @Override
    public void write(SpoolChange change) throws SpoolFileException {
      if (surprise) {
        surprise = false;
        throw new IllegalStateException("a mistake");
      }
      if (fail != null) {
        throw new SpoolFileException(fail, "told to fail", null);
      }
      file.write(change);
    }

    @Override
    public List<StoredEntry> read(long from, int atMost) throws SpoolFileException {
      return file.read(from, atMost);
    }

    @Override
    public List<Held> describe(long from, int atMost) throws SpoolFileException {
      return file.describe(from, atMost);
    }

    @Override
    public long usedBytes() {
      return file.usedBytes();
    }

    @Override
    public long asideBytes() {
      return file.asideBytes();
    }

    @Override
    public void sync() throws SpoolFileException {
      file.sync();
    }

    @Override
    public void giveSpaceBack() throws SpoolFileException {
      file.giveSpaceBack();
    }

    @Override
    public String quarantine() throws SpoolFileException {
      return file.quarantine();
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
