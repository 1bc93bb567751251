package org.cbnet.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.cbnet.edge.TestRecords;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SequenceRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on a disk, and what only a disk brings. */
class DiskSpoolTest extends SpoolContract {
  private static final long ROOMY = 1L << 24;

  @TempDir private Path root;
  private final ManualClock clock = new ManualClock();
  private final List<Spool> opened = new ArrayList<>();
  private Path folder;
  private int folders;
  private long boot = 3;
  private boolean synced = true;
  private FullPolicy whenFull = FullPolicy.DROP_OLDEST;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(root.resolve("state"));
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Spool::close);
  }

  @Override
  Spool open(long maxBytes, Runnable onAppend) {
    try {
      Path own = Files.createDirectories(root.resolve("spool-" + folders++));
      return open(own, maxBytes, onAppend);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every step waits for the disk. */
  @Override
  int seeds() {
    return 4;
  }

  private Spool open(Path where, long maxBytes, Runnable onAppend) {
    SpoolLimits limits = new SpoolLimits(maxBytes, whenFull, Duration.ofDays(7));
    Spool spool =
        new SteppedSpool(
            new SpoolOpener(where, limits, Durability.INTERVAL, Duration.ofSeconds(5))
                .open(
                    new SqliteFile(where.resolve(SpoolOpener.FILE), Durability.INTERVAL),
                    new BootKey("install-1", boot, "os-boot-" + boot),
                    clock,
                    () -> synced,
                    onAppend));
    opened.add(spool);
    return spool;
  }

  private Spool open() {
    return open(folder, ROOMY, () -> {});
  }

  /** The next start of the agent; the one before is left as a crash leaves it. */
  private Spool restart() {
    boot++;
    return open();
  }

  @Test
  void keepsEntriesAndCountersOverARestart() {
    Spool first = open();
    first.append(TestRecords.batch(3, 1));
    first.append(TestRecords.sample());
    first.append(TestRecords.batch(2));
    first.countSkipped(5);
    first.acknowledge(first.next(-1).orElseThrow().position());

    Spool second = restart();

    List<SpoolCounters> boots = second.status().boots();
    assertThat(boots).extracting(SpoolCounters::bootNumber).containsExactly(3L, 4L);
    SpoolCounters old = boots.get(0);
    assertThat(old.captured()).isEqualTo(11);
    assertThat(old.skipped()).isEqualTo(5);
    assertThat(old.acknowledged()).isEqualTo(4);
    assertThat(old.spooled()).isEqualTo(2);
    assertThat(old.energySpooled()).isEqualTo(1);
    assertThat(boots.get(1).captured()).isZero();
    assertThat(entries(second)).hasSize(2);
  }

  @Test
  void numbersANewBootFromZeroBehindTheOlderOnesEntries() {
    open().append(TestRecords.batch(3));
    Spool second = restart();

    assertThat(second.append(TestRecords.batch(2))).isZero();

    assertThat(entries(second)).extracting(SpoolEntry::position).isSorted();
    assertThat(batches(second))
        .extracting(batch -> batch.getResults().size())
        .containsExactly(3, 2);
  }

  @Test
  void tellsAnOlderBootUntilSomebodyTookNote() {
    open().append(TestRecords.batch(3));
    Spool second = restart();
    second.acknowledge(second.next(-1).orElseThrow().position());

    assertThat(second.status().boots()).extracting(SpoolCounters::acknowledged).contains(3L);
    second.forget("install-1", 3);
    second.forget("install-1", 4);

    assertThat(second.status().boots()).extracting(SpoolCounters::bootNumber).containsExactly(4L);
    assertThat(restart().status().boots())
        .extracting(SpoolCounters::bootNumber)
        .containsExactly(5L);
  }

  @Test
  void doesNotForgetABootThatIsStillSpooled() {
    open().append(TestRecords.batch(3));
    Spool second = restart();

    second.forget("install-1", 3);

    assertThat(second.status().boots()).hasSize(2);
  }

  @Test
  void announcesWhatAnOlderBootDroppedUnderItsNumber() {
    Spool first = open();
    first.append(TestRecords.batch(4));
    first.discard(first.next(-1).orElseThrow().position());

    Spool second = restart();
    second.append(TestRecords.batch(1));

    assertThat(batches(second).get(0).getDroppedRanges())
        .containsExactly(new SequenceRange(3L, 0L, 3L));
  }

  @Test
  void announcesOnceOverARestart() {
    Spool first = open();
    first.append(TestRecords.batch(4));
    first.discard(first.next(-1).orElseThrow().position());
    first.append(TestRecords.batch(1));

    Spool second = restart();
    second.append(TestRecords.batch(1));

    assertThat(batches(second))
        .extracting(batch -> batch.getDroppedRanges().size())
        .containsExactly(1, 0);
  }

  @Test
  void sendsAgainWhatWasAcknowledgedButNotWritten() {
    DiskSpool spool = ((SteppedSpool) open()).spool();
    spool.append(TestRecords.batch(3));
    spool.keeper().flush();
    spool.acknowledge(spool.next(-1).orElseThrow().position());
    // No flush: the process dies here.

    Spool second = restart();

    assertThat(entries(second)).hasSize(1);
    assertThat(second.status().boots().get(0).spooled()).isEqualTo(3);
  }

  @Test
  void handsOutNothingThatIsNotWritten() {
    DiskSpool spool = ((SteppedSpool) open()).spool();
    spool.append(TestRecords.batch(3));

    assertThat(spool.next(-1)).isEmpty();
    spool.keeper().flush();

    assertThat(spool.next(-1)).isPresent();
  }

  @Test
  void tellsThatABatchIsStoredOnceItIs() {
    DiskSpool spool = ((SteppedSpool) open()).spool();
    Heard heard = new Heard();
    spool.append(TestRecords.batch(3), heard);

    assertThat(heard.words).isEmpty();
    spool.keeper().flush();
    spool.keeper().flush();

    assertThat(heard.words).containsExactly("stored");
  }

  @Test
  void tellsWhoWaitsForABatchThatIsDroppedBeforeItIsStored() {
    DiskSpool spool = ((SteppedSpool) open(folder, 300, () -> {})).spool();
    Heard heard = new Heard();
    spool.append(TestRecords.batch(10), heard);
    spool.append(TestRecords.batch(10), heard);
    spool.append(TestRecords.batch(10), heard);

    spool.keeper().flush();
    spool.keeper().flush();

    assertThat(heard.words)
        .containsExactlyInAnyOrder("stored", "lost: the spool is full", "lost: the spool is full");
  }

  @Test
  void refusesTheNewestWhereThatIsThePolicy() {
    whenFull = FullPolicy.DROP_NEWEST;
    Spool spool = open(folder, 1_500, () -> {});
    Heard heard = new Heard();
    List<Long> sequences = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sequences.add(spool.append(TestRecords.batch(10), heard));
    }

    SpoolCounters counters = spool.status().current();
    assertThat(sequences).containsExactly(0L, 10L, 20L, 30L, 40L, 50L, 60L, 70L);
    assertThat(counters.dropped()).isPositive();
    assertThat(counters.spooled() + counters.dropped()).isEqualTo(80);
    assertThat(heard.words).contains("stored", "lost: the spool is full");
    assertThat(batches(spool).get(0).getFirstSequence()).isZero();
  }

  @Test
  void announcesTheNewestThatItRefused() {
    whenFull = FullPolicy.DROP_NEWEST;
    Spool spool = open(folder, 300, () -> {});
    spool.append(TestRecords.batch(10));
    spool.append(TestRecords.batch(10));
    spool.append(TestRecords.batch(10));
    spool.acknowledge(spool.next(-1).orElseThrow().position());
    spool.append(TestRecords.batch(1));

    assertThat(batches(spool).get(0).getDroppedRanges())
        .containsExactly(new SequenceRange(null, 10L, 29L));
  }

  @Test
  void waitsForRoomWhereThatIsThePolicy() throws InterruptedException {
    whenFull = FullPolicy.BLOCK;
    DiskSpool spool = ((SteppedSpool) open(folder, 300, () -> {})).spool();
    spool.append(TestRecords.batch(10));
    spool.keeper().flush();
    Thread inference = new Thread(() -> spool.append(TestRecords.batch(10)));
    inference.start();
    await(inference, Thread.State.TIMED_WAITING);

    assertThat(spool.status().current().captured()).isEqualTo(10);
    spool.acknowledge(spool.next(-1).orElseThrow().position());
    spool.keeper().flush();
    inference.join(10_000);

    assertThat(spool.status().current().captured()).isEqualTo(20);
    assertThat(spool.status().current().dropped()).isZero();
  }

  @Test
  void storesWhatWaitsForRoomWhenTheAgentEnds() throws InterruptedException {
    whenFull = FullPolicy.BLOCK;
    DiskSpool spool = ((SteppedSpool) open(folder, 300, () -> {})).spool();
    spool.append(TestRecords.batch(10));
    Thread inference = new Thread(() -> spool.append(TestRecords.batch(10)));
    inference.start();
    await(inference, Thread.State.TIMED_WAITING);

    spool.endWaiting();
    inference.join(10_000);

    assertThat(spool.status().current().spooled()).isEqualTo(20);
  }

  @Test
  void dropsWhatIsOlderThanItsAgeByTheMonotonicClock() {
    Spool spool = open();
    spool.append(TestRecords.batch(3));
    clock.advance(Duration.ofDays(4));
    spool.append(TestRecords.batch(2));
    // A wall clock that jumps proves nothing where another one ran on.
    clock.setWallMicros(0);
    ((SteppedSpool) spool).spool().keeper().tick();
    assertThat(spool.status().current().dropped()).isZero();

    clock.advance(Duration.ofDays(4));
    ((SteppedSpool) spool).spool().keeper().tick();

    assertThat(spool.status().current().dropped()).isEqualTo(3);
    assertThat(spool.status().current().spooled()).isEqualTo(2);
  }

  @Test
  void dropsNothingOfAnotherStartOfTheSystemWhileTheClockIsUnsure() {
    Spool first = open();
    first.append(TestRecords.batch(3));
    first.append(TestRecords.batch(3));
    Spool second = restart();
    clock.advance(Duration.ofDays(30));
    synced = false;
    ((SteppedSpool) second).spool().keeper().tick();
    assertThat(second.status().spooledResults()).isEqualTo(6);

    synced = true;
    second.append(TestRecords.batch(1));
    ((SteppedSpool) second).spool().keeper().tick();

    assertThat(second.status().spooledResults()).isEqualTo(1);
  }

  @Test
  void givesSpaceBackOnceItIsDrained() throws IOException {
    DiskSpool spool = ((SteppedSpool) open()).spool();
    for (int i = 0; i < 400; i++) {
      spool.append(TestRecords.batch(200));
      spool.keeper().flush();
    }
    assertThat(bytesOf(folder)).isGreaterThan(2 << 20);

    for (SpoolEntry entry : entries(spool)) {
      spool.acknowledge(entry.position());
    }
    spool.keeper().tick();

    assertThat(bytesOf(folder)).isLessThan(1 << 20);
    assertThat(spool.status().current().acknowledged()).isEqualTo(80_000);
  }

  @Test
  void staysBelowItsCapOnDiskWhateverTheSizes() throws IOException {
    long cap = 2 << 20;
    DiskSpool spool = ((SteppedSpool) open(folder, cap, () -> {})).spool();
    SplittableRandom random = new SplittableRandom(7);
    long most = 0;
    for (int i = 0; i < 1_500; i++) {
      spool.append(TestRecords.batch(1 + random.nextInt(i % 2 == 0 ? 4 : 150)));
      if (random.nextInt(4) > 0) {
        spool.keeper().flush();
        most = Math.max(most, bytesOf(folder));
      }
    }

    assertThat(most).isBetween(cap / 2, cap + (8 << 20));
    assertThat(spool.status().current().dropped()).isPositive();
  }

  // Entries of a little more than half a page take a whole one each.
  @Test
  void countsThePagesThatEntriesReallyTake() throws IOException {
    AvroCodec<ResultBatch> codec = AvroCodec.of(ResultBatch.class);
    int results = 1;
    while (encodedBytes(codec, results) < SqliteFile.PAGE_BYTES / 2 + 50) {
      results++;
    }
    long cap = 3 << 20;
    DiskSpool spool = ((SteppedSpool) open(folder, cap, () -> {})).spool();
    long most = 0;
    for (int i = 0; i < 2_500; i++) {
      spool.append(TestRecords.batch(results));
      if (i % 5 == 0) {
        spool.keeper().flush();
        most = Math.max(most, bytesOf(folder));
      }
    }

    assertThat(most).isBetween(cap, cap + (1 << 20));
  }

  @Test
  void putsADamagedFileAsideAndBeginsANewOne() throws IOException {
    Spool first = open();
    first.append(TestRecords.batch(3));
    first.close();
    overwrite(folder.resolve(SpoolOpener.FILE), 0, 4096);

    Spool second = restart();
    second.append(TestRecords.batch(2));

    assertThat(entries(second)).hasSize(1);
    assertThat(second.status().trouble()).isEmpty();
    assertThat(folder.resolve(SpoolOpener.FILE + ".damaged")).isRegularFile();
  }

  @Test
  void putsAFileAsideThatIsCutShort() throws IOException {
    Spool first = open();
    for (int i = 0; i < 50; i++) {
      first.append(TestRecords.batch(40));
    }
    first.close();
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve(SpoolOpener.FILE).toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }

    Spool second = restart();

    assertThat(second.append(TestRecords.batch(2))).isZero();
    assertThat(folder.resolve(SpoolOpener.FILE + ".damaged")).isRegularFile();
  }

  @Test
  void putsAFileAsideWhoseCountersDoNotAddUp() throws Exception {
    Spool first = open();
    first.append(TestRecords.batch(3));
    first.close();
    damage("UPDATE ledgers SET acknowledged = 1");

    assertThat(entries(restart())).isEmpty();
    assertThat(folder.resolve(SpoolOpener.FILE + ".damaged")).isRegularFile();
  }

  @Test
  void putsAsideWhatIsNoFile() throws Exception {
    Files.createDirectory(folder.resolve(SpoolOpener.FILE));
    Spool first = open();
    first.append(TestRecords.batch(3));
    assertThat(first.status().trouble()).isEmpty();
    first.close();
    Path linked = Files.createDirectory(root.resolve("linked"));
    Files.createSymbolicLink(linked.resolve(SpoolOpener.FILE), root.resolve("nowhere"));

    Spool second = open(linked, ROOMY, () -> {});
    second.append(TestRecords.batch(3));

    assertThat(second.status().trouble()).isEmpty();
    assertThat(entries(second)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE entries SET announced = 'zz;;-1'",
        "UPDATE entries SET first = 0",
        "UPDATE entries SET first = 'abc'",
        "UPDATE entries SET first = 1000",
        "UPDATE entries SET bytes = 0",
        "UPDATE entries SET results = 7",
        "UPDATE entries SET ledger = 5",
        "UPDATE entries SET position = 9223372036854775807 WHERE results = 2",
        "UPDATE ledgers SET install_id = 'x', boot_number = 0",
        "ALTER TABLE entries RENAME COLUMN bytes TO lost",
        "DROP TABLE unannounced",
        "PRAGMA user_version = 99"
      })
  void putsAFileAsideThatDoesNotMakeSense(String damage) throws Exception {
    Spool first = open();
    first.append(TestRecords.batch(3));
    first.append(TestRecords.batch(2));
    first.close();
    damage(damage);
    Spool second = restart();
    second.append(TestRecords.batch(1));

    assertThat(second.status().trouble()).isEmpty();
    assertThat(entries(second)).hasSize(1);
    assertThat(folder.resolve(SpoolOpener.FILE + ".damaged")).isRegularFile();
  }

  @Test
  void givesUpOneEntryWhoseBitsFlipped() throws Exception {
    Spool first = open();
    first.append(TestRecords.batch(3));
    first.close();
    // Still a record, of another device.
    damage(
        "UPDATE entries SET payload = CAST(replace(hex(payload), '70692D31', '70692D32') AS BLOB)");

    assertThat(entries(restart()).get(0)).isInstanceOf(SpoolEntry.Unreadable.class);
  }

  @Test
  void givesUpOneEntryWhosePayloadRotted() throws Exception {
    Spool first = open();
    first.append(TestRecords.batch(3));
    first.append(TestRecords.batch(2));
    first.close();
    damage("UPDATE entries SET payload = x'00' WHERE results = 3");
    Spool second = restart();
    List<SpoolEntry> entries = entries(second);

    assertThat(entries.get(0)).isInstanceOf(SpoolEntry.Unreadable.class);
    second.discard(entries.get(0).position());

    assertThat(second.status().boots().get(0).dropped()).isEqualTo(3);
    assertThat(second.status().boots().get(0).spooled()).isEqualTo(2);
  }

  @Test
  void countsWhatADamagedFileTookWhileItRan() throws Exception {
    DiskSpool spool = ((SteppedSpool) open()).spool();
    int batches = 600;
    for (int i = 0; i < batches; i++) {
      spool.append(TestRecords.batch(100));
      spool.keeper().flush();
    }
    long before = entries(spool).size();
    assertThat(before).isEqualTo(batches);
    spool.keeper().suspect(SpoolFileException.missing(1));
    spool.append(TestRecords.batch(5));
    spool.keeper().flush();

    SpoolCounters counters = spool.status().current();
    assertThat(counters.dropped()).isPositive();
    assertThat(counters.spooled() + counters.dropped()).isEqualTo(batches * 100L + 5);
    BitSet told = new BitSet();
    spool.append(TestRecords.batch(1));
    spool.keeper().flush();
    for (ResultBatch batch : batches(spool)) {
      int first = (int) batch.getFirstSequence();
      told.set(first, first + batch.getResults().size());
      batch.getDroppedRanges().forEach(r -> told.set((int) r.getFirst(), (int) r.getLast() + 1));
    }
    assertThat(told.nextClearBit(0)).isEqualTo(batches * 100 + 6);
    // What was in memory is not lost with the file, and counts as what it is.
    assertThat(spool.status().current().spooled())
        .isEqualTo(batches(spool).stream().mapToInt(batch -> batch.getResults().size()).sum())
        .isGreaterThan(6);
  }

  @Test
  void losesNothingThatWasWrittenWhereverTheProcessDies() {
    for (long seed = 0; seed < 10; seed++) {
      folder = root.resolve("crash-" + seed);
      folder.toFile().mkdirs();
      boot = 3;
      crashesAtRandom(new SplittableRandom(seed), "seed " + seed);
    }
  }

  @Test
  void letsAllThreadsWorkAtOnce() throws Exception {
    SpoolLimits limits = new SpoolLimits(1 << 20, FullPolicy.DROP_OLDEST, Duration.ofDays(7));
    AtomicInteger heard = new AtomicInteger();
    int batches = 3_000;
    try (Spool spool =
        new SpoolOpener(folder, limits, Durability.INTERVAL, Duration.ofMillis(100))
            .open(new BootKey("install-1", 3, "os-boot-3"), clock, () -> true, () -> {})) {
      AtomicBoolean ended = new AtomicBoolean();
      CompletableFuture<Long> sending =
          CompletableFuture.supplyAsync(() -> sendSome(spool, ended, new SplittableRandom(11)));
      for (int i = 0; i < batches; i++) {
        spool.append(
            TestRecords.batch(1 + i % 40),
            new StoreListener() {
              @Override
              public void stored() {
                heard.incrementAndGet();
              }

              @Override
              public void lost(String reason) {
                heard.incrementAndGet();
              }
            });
        spool.status();
      }
      for (int i = 0; i < 3_000 && heard.get() < batches; i++) {
        Thread.sleep(10);
      }
      ended.set(true);
      long acknowledged = sending.get(30, TimeUnit.SECONDS);

      SpoolCounters counters = spool.status().current();
      assertThat(heard.get()).isEqualTo(batches);
      assertThat(counters.acknowledged()).isEqualTo(acknowledged).isPositive();
      assertThat(counters.captured()).isEqualTo(batches / 40 * 820L);
    }
    // What is on disk adds up, or it would be put aside.
    assertThat(restart().status().boots().get(0).captured()).isEqualTo(batches / 40 * 820L);
  }

  // Takes out and acknowledges like a publisher whose link is lost now and then.
  private static long sendSome(Spool spool, AtomicBoolean ended, SplittableRandom random) {
    long acknowledged = 0;
    long through = -1;
    long last = -1;
    long inFlight = 0;
    while (!ended.get()) {
      Optional<SpoolEntry> next = spool.next(last);
      if (next.isPresent()) {
        last = next.get().position();
        inFlight += ((SpoolEntry.Results) next.get()).batch().getResults().size();
      }
      int chance = random.nextInt(10);
      if (chance == 0) {
        last = through;
        inFlight = 0;
      } else if (chance < 3 && last > through) {
        spool.acknowledge(last);
        acknowledged += inFlight;
        through = last;
        inFlight = 0;
      }
    }
    return acknowledged;
  }

  // What is acknowledged was with the broker; everything stored is acknowledged or handed out
  // later.
  private void crashesAtRandom(SplittableRandom random, String seed) {
    List<String> stored = new ArrayList<>();
    List<String> delivered = new ArrayList<>();
    for (int life = 0; life < 6; life++, boot++) {
      DiskSpool spool = ((SteppedSpool) open()).spool();
      long after = -1;
      for (int step = random.nextInt(60); step > 0; step--) {
        switch (random.nextInt(4)) {
          case 0 -> {
            ResultBatch batch = TestRecords.batch(1 + random.nextInt(5));
            batch.setBootNumber(boot);
            spool.append(batch, new Noting(batch, stored));
          }
          case 1 -> spool.keeper().flush();
          case 2 -> {
            Optional<SpoolEntry> next = spool.next(after);
            if (next.isPresent()) {
              after = next.get().position();
              note(((SpoolEntry.Results) next.get()).batch(), delivered);
            }
          }
          default -> {
            if (after >= 0) {
              spool.acknowledge(after);
            }
          }
        }
        spool.status();
      }
    }
    Spool last = open();
    batches(last).forEach(batch -> note(batch, delivered));
    assertThat(delivered).as(seed).containsAll(stored);
  }

  private record Noting(ResultBatch batch, List<String> identities) implements StoreListener {
    @Override
    public void stored() {
      note(batch, identities);
    }

    @Override
    public void lost(String reason) {
      throw new AssertionError(reason);
    }
  }

  private static void note(ResultBatch batch, List<String> identities) {
    for (int i = 0; i < batch.getResults().size(); i++) {
      identities.add(batch.getBootNumber() + "/" + (batch.getFirstSequence() + i));
    }
  }

  private static int encodedBytes(AvroCodec<ResultBatch> codec, int results) {
    ResultBatch batch = TestRecords.batch(results);
    batch.setDroppedRanges(List.of());
    return codec.encode(batch).length;
  }

  private static void await(Thread thread, Thread.State state) throws InterruptedException {
    for (int i = 0; i < 1_000 && thread.getState() != state; i++) {
      Thread.sleep(10);
    }
    assertThat(thread.getState()).isEqualTo(state);
  }

  private void damage(String sql) throws SQLException {
    try (Connection file =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SpoolOpener.FILE));
        Statement statement = file.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static void overwrite(Path file, long from, int bytes) throws IOException {
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] noise = new byte[bytes];
      new java.util.Random(5).nextBytes(noise);
      damaged.seek(from);
      damaged.write(noise);
    }
  }

  private static long bytesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static List<ResultBatch> batches(Spool spool) {
    return entries(spool).stream()
        .filter(SpoolEntry.Results.class::isInstance)
        .map(entry -> ((SpoolEntry.Results) entry).batch())
        .toList();
  }

  private static List<SpoolEntry> entries(Spool spool) {
    List<SpoolEntry> entries = new ArrayList<>();
    Optional<SpoolEntry> next = spool.next(-1);
    while (next.isPresent()) {
      entries.add(next.get());
      next = spool.next(next.get().position());
    }
    return entries;
  }

  private static final class Heard implements StoreListener {
    private final List<String> words = new ArrayList<>();

    @Override
    public void stored() {
      words.add("stored");
    }

    @Override
    public void lost(String reason) {
      words.add("lost: " + reason);
    }
  }
}
