package org.cbnet.experiments.fleet;

import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.cbnet.schemas.record.ResultBatch;

/** One device: who it is, what it runs, and how far its numbers have come. Not thread-safe. */
final class FleetDevice {
  static final String AGENT_VERSION = "0.1.0";

  private static final int SITES = 25;
  private static final String[] BOARDS = {"rbp4b1.2-64", "rbp3b+1.3", "rbp5b1.0-64"};
  private static final long MAX_UPTIME_MICROS = 30L * 24 * 3600 * 1_000_000;

  private final String id;
  private final String installId;
  private final String osBootId;
  private final long bootNumber;
  private final String site;
  private final String board;
  private final Arm arm;
  private final Optional<PairedPlace> paired;
  private final long upSinceMicros;
  private final ResultBatch header;
  private long nextSequence;
  private long nextEnergySequence;
  private long sampledUpTo;

  FleetDevice(int number, Arm arm, Optional<PairedPlace> paired, long startMicros, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.id = "pi-%06d".formatted(number);
    this.installId = "%016x".formatted(random.nextLong());
    this.osBootId = "%016x".formatted(random.nextLong());
    this.bootNumber = 1 + random.nextLong(20);
    this.site = "site-%02d".formatted(random.nextInt(SITES));
    this.board = BOARDS[random.nextInt(BOARDS.length)];
    this.arm = Objects.requireNonNull(arm, "arm is null");
    this.paired = Objects.requireNonNull(paired, "paired is null");
    this.upSinceMicros = startMicros - random.nextLong(MAX_UPTIME_MICROS);
    this.header = makeHeader();
  }

  String id() {
    return id;
  }

  String installId() {
    return installId;
  }

  String osBootId() {
    return osBootId;
  }

  long bootNumber() {
    return bootNumber;
  }

  String site() {
    return site;
  }

  String board() {
    return board;
  }

  Arm arm() {
    return arm;
  }

  Optional<PairedPlace> paired() {
    return paired;
  }

  /** What its batches have in common, to be filled anew for each. */
  ResultBatch header() {
    return header;
  }

  private ResultBatch makeHeader() {
    ResultBatch batch = new ResultBatch();
    batch.setDeviceId(id);
    batch.setInstallId(installId);
    batch.setBootNumber(bootNumber);
    batch.setOsBootId(osBootId);
    batch.setDroppedRanges(new ArrayList<>());
    batch.setSite(site);
    batch.setBoard(board);
    batch.setAgentVersion(AGENT_VERSION);
    batch.setModelHash(arm.modelHash());
    batch.setStrategy(arm.strategy());
    batch.setConfigHash(arm.configHash());
    batch.setClockSynced(true);
    batch.setSentClockSynced(true);
    paired.ifPresent(
        place -> {
          batch.setRunId(place.runId());
          batch.setDataset("fashion-mnist");
          batch.setPairedArms(Arm.PAIRED.size());
        });
    return batch;
  }

  /** Its monotonic clock at a time. */
  long monotonicNanos(long wallMicros) {
    return (wallMicros - upSinceMicros) * 1_000;
  }

  long upSinceMicros() {
    return upSinceMicros;
  }

  /** Takes the next numbers; answers the first of them. */
  long takeSequence(int results) {
    long first = nextSequence;
    nextSequence += results;
    return first;
  }

  long takeEnergySequence() {
    return nextEnergySequence++;
  }

  /** First result that no energy sample covers yet; from now on one covers all. */
  long takeUnsampled() {
    long first = sampledUpTo;
    sampledUpTo = nextSequence;
    return first;
  }

  long results() {
    return nextSequence;
  }

  long energySamples() {
    return nextEnergySequence;
  }
}
