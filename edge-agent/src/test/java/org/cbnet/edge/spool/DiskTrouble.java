package org.cbnet.edge.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cbnet.edge.TestRecords;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.edge.identity.StateDirectory;

/** Scenes on a small disk of its own; started by {@link DiskTroubleTest}. */
final class DiskTrouble {
  private final Path disk;
  private final ManualClock clock = new ManualClock();
  private final List<String> heard = new ArrayList<>();
  private long boot = 1;
  private long appended;

  private DiskTrouble(Path disk) {
    this.disk = disk;
  }

  public static void main(String[] arguments) throws Exception {
    DiskTrouble trouble = new DiskTrouble(Path.of(arguments[0]));
    switch (arguments[1]) {
      case "full" -> trouble.full();
      case "filled" -> trouble.filled();
      case "start" -> trouble.start();
      case "read-only" -> trouble.readOnly();
      case "failing" -> trouble.failing();
      default -> throw new IllegalArgumentException(arguments[1]);
    }
    System.out.println(arguments[1] + ": fine");
  }

  // The cap is far above what the disk has.
  private void full() {
    DiskSpool spool = open();
    spool.keeper().tick();
    for (int i = 0; i < 3_000; i++) {
      append(spool);
      check(spool.status().trouble().isEmpty(), "trouble: " + spool.status().trouble());
    }
    SpoolCounters counters = spool.status().current();
    check(counters.dropped() > 0, "nothing was dropped on a full disk");
    check(counters.spooled() > 100, "hardly anything is left: " + counters);
    check(!heard.contains("lost"), "somebody heard that a batch was lost");
    check(drain(spool) == counters.spooled(), "not everything that is left came out");
    append(spool);
    spool.keeper().tick();
    check(spool.status().current().spooled() == 50, "it does not go on after the drain");
    spool.close();
  }

  private void filled() throws Exception {
    DiskSpool spool = open();
    spool.keeper().tick();
    check(Files.size(disk.resolve("spool.ballast-0")) == Ballast.BYTES, "there is no ballast");
    for (int i = 0; i < 300; i++) {
      append(spool);
    }
    fillUp();
    check(drain(spool) == 15_000, "the drain is not whole");
    check(spool.status().trouble().isEmpty(), "the drain could not be written");
    spool.close();
    DiskSpool next = reopen();
    check(next.status().entries() == 0, "what was acknowledged is there again");
    next.close();
  }

  private void start() throws Exception {
    String known = install();
    DiskSpool first = open();
    first.keeper().tick();
    for (int i = 0; i < 100; i++) {
      append(first);
    }
    first.close();
    fillUp();
    check(install().equals(known.replace(" 1", " 2")), "the start was not counted");
    DiskSpool spool = reopen();
    append(spool);
    check(spool.status().trouble().isEmpty(), "trouble: " + spool.status().trouble());
    long drained = drain(spool);
    check(drained == 5_050, "not everything came out: " + drained);
    spool.close();
  }

  private void readOnly() throws Exception {
    String known = install();
    DiskSpool first = open();
    append(first);
    first.close();
    run("mount", "-o", "remount,ro", disk.toString());
    String unknown = install();
    check(!unknown.startsWith(known), "a start that is not on disk goes by " + unknown);
    check(unknown.endsWith(" 2"), "another boot number than the next: " + unknown);
    DiskSpool spool = reopen();
    appended = 0;
    append(spool);
    check(spool.status().trouble().isPresent(), "a read-only disk is no trouble");
    check(heard.equals(List.of("stored", "lost")), "heard: " + heard);
    check(drain(spool) == 50, "what is in memory does not leave");
    run("mount", "-o", "remount,rw", disk.toString());
    clock.advance(Duration.ofSeconds(6));
    spool.keeper().flush();
    check(spool.status().trouble().isEmpty(), "trouble: " + spool.status().trouble());
    check(drain(spool) == 50, "what was there does not leave");
    spool.close();
  }

  // Writing beyond so many bytes of a file fails from now on, as on a card that gives up.
  private void failing() throws Exception {
    DiskSpool spool = open();
    append(spool);
    limitFiles("1000");
    append(spool);
    check(spool.status().trouble().isPresent(), "a failing disk is no trouble");
    check(heard.equals(List.of("stored", "lost")), "heard: " + heard);
    check(drain(spool) == 100, "what is in memory does not leave");
    for (int i = 0; i < 2_000; i++) {
      append(spool);
    }
    long held = spool.status().bytes();
    check(held <= SpoolGate.MAX_PENDING_BYTES + 20_000, "memory holds too much: " + held);
    check(spool.status().current().dropped() > 0, "nothing was dropped");
    limitFiles("unlimited");
    clock.advance(Duration.ofSeconds(6));
    append(spool);
    check(spool.status().trouble().isEmpty(), "trouble: " + spool.status().trouble());
    long left = spool.status().current().spooled();
    DiskSpool next = reopen();
    check(next.status().boots().get(0).spooled() == left, "it was not written after all");
    next.close();
    spool.close();
  }

  private String install() throws IOException {
    try (StateDirectory state =
        StateDirectory.open(disk, UUID::randomUUID, () -> SpoolOpener.releaseBallast(disk))) {
      return state.installation().installId() + " " + state.installation().bootNumber();
    }
  }

  private DiskSpool open() {
    SpoolLimits limits = new SpoolLimits(64 << 20, FullPolicy.DROP_OLDEST, Duration.ofDays(7));
    return new SpoolOpener(disk, limits, Durability.EVERY_BATCH, Duration.ofSeconds(5))
        .open(
            new SqliteFile(disk.resolve(SpoolOpener.FILE), Durability.EVERY_BATCH),
            new BootKey("install-1", boot, "os-boot-1"),
            clock,
            () -> true,
            () -> {});
  }

  private DiskSpool reopen() {
    boot++;
    return open();
  }

  private void append(DiskSpool spool) {
    spool.append(
        TestRecords.batch(50),
        new StoreListener() {
          @Override
          public void stored() {
            heard.add("stored");
          }

          @Override
          public void lost(String reason) {
            heard.add("lost");
          }
        });
    appended += 50;
    spool.keeper().flush();
    check(
        spool.status().boots().stream().mapToLong(SpoolCounters::captured).sum() == appended,
        "captured is not what was appended");
  }

  private static long drain(DiskSpool spool) {
    long results = 0;
    long last = -1;
    Optional<SpoolEntry> next = spool.next(last);
    while (next.isPresent()) {
      results += ((SpoolEntry.Results) next.get()).batch().getResults().size();
      last = next.get().position();
      spool.acknowledge(last);
      spool.keeper().flush();
      next = spool.next(last);
    }
    return results;
  }

  private void fillUp() throws IOException {
    byte[] some = new byte[4096];
    try (var out = Files.newOutputStream(disk.resolve("somebody-elses"))) {
      while (true) {
        out.write(some);
      }
    } catch (IOException e) {
      check(Files.getFileStore(disk).getUsableSpace() == 0, "the disk is not full: " + e);
    }
  }

  private static void limitFiles(String bytes) throws Exception {
    String own = Long.toString(ProcessHandle.current().pid());
    run("prlimit", "--pid", own, "--fsize=" + bytes + ":unlimited");
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    check(process.waitFor() == 0, "failed: " + String.join(" ", command));
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
