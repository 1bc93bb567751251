package org.cbnet.cloud;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.cbnet.schemas.record.BootCounters;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/** Complete records of a device with a right clock, for tests to vary. */
public final class TestRecords {
  /** When the broker appends unless a test says otherwise; on a full hour. */
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final long CAPTURED_MICROS = NOON.toEpochMilli() * 1000;

  private TestRecords() {}

  /** A batch of classified results: class 7, every one right. */
  public static ResultBatch.Builder batch(String deviceId, long firstSequence, int count) {
    return ResultBatch.newBuilder()
        .setDeviceId(deviceId)
        .setInstallId("install-1")
        .setBootNumber(1)
        .setOsBootId("5f0c-os-boot")
        .setFirstSequence(firstSequence)
        // Avro would copy the default, which it only trusts once a codec was made.
        .setDroppedRanges(new ArrayList<>())
        .setSite("lab")
        .setBoard("rbp4b1.2-64")
        .setAgentVersion("0.1.0+test")
        .setModelHash("ab12")
        .setStrategy("edge-full")
        .setConfigHash("cd34")
        .setReplayed(false)
        .setClockSynced(true)
        .setSentWallMicros(CAPTURED_MICROS)
        .setSentMonotonicNanos(60_000_000_000L)
        .setResults(
            new ArrayList<>(
                IntStream.range(0, count)
                    .mapToObj(i -> result("frame-" + (firstSequence + i)).build())
                    .toList()));
  }

  /** A classified result. */
  public static Result.Builder result(String frameId) {
    return Result.newBuilder()
        .setOutcome("classified")
        .setFrameId(frameId)
        .setCaptureMicros(CAPTURED_MICROS)
        .setCaptureMonotonicNanos(60_000_000_000L)
        .setPredictedLabel(7)
        .setTrueLabel(7)
        .setConfidence(0.9f)
        .setExit("final")
        .setPreprocessNanos(20_000L)
        .setEdgeNanos(80_000L)
        .setTotalNanos(100_000L);
  }

  /** A result without a label. */
  public static Result.Builder failure(String frameId) {
    return result(frameId)
        .setOutcome("failed")
        .setFailureReason("shape")
        .setPredictedLabel(null)
        .setConfidence(null)
        .setExit(null)
        .setTotalNanos(null);
  }

  /** A modelled energy sample: 3 J gross, 1 J idle, 10 inferences. */
  public static EnergySample.Builder energy(String deviceId, long sequence) {
    return EnergySample.newBuilder()
        .setDeviceId(deviceId)
        .setInstallId("install-1")
        .setBootNumber(1)
        .setOsBootId("5f0c-os-boot")
        .setSequence(sequence)
        .setDroppedRanges(new ArrayList<>())
        .setSite("lab")
        .setBoard("rbp4b1.2-64")
        .setAgentVersion("0.1.0+test")
        .setModelHash("ab12")
        .setStrategy("edge-full")
        .setConfigHash("cd34")
        .setReplayed(false)
        .setClockSynced(true)
        .setSentWallMicros(CAPTURED_MICROS)
        .setSentMonotonicNanos(60_000_000_000L)
        .setStartMicros(CAPTURED_MICROS)
        .setStartMonotonicNanos(60_000_000_000L)
        .setDurationNanos(1_000_000_000L)
        .setInferenceCount(10)
        .setGrossJoules(3)
        .setIdleJoules(1.0)
        .setSource("model:rbp4b1.2-64");
  }

  /** A heartbeat of boot 1. */
  public static DeviceStatus.Builder status(String deviceId, long acknowledged) {
    return DeviceStatus.newBuilder()
        .setDeviceId(deviceId)
        .setInstallId("install-1")
        .setBootNumber(1)
        .setOsBootId("5f0c-os-boot")
        .setState("running")
        .setSite("lab")
        .setBoard("rbp4b1.2-64")
        .setAgentVersion("0.1.0+test")
        .setJavaVersion("17.0.15")
        .setOsVersion("Debian 12 aarch64")
        .setStrategy("edge-full")
        .setModelHash("ab12")
        .setConfigHash("cd34")
        .setBoots(List.of(boot(1, acknowledged)))
        .setSpoolBytes(0)
        .setClockSynced(true)
        .setStartedMicros(CAPTURED_MICROS)
        .setSentWallMicros(CAPTURED_MICROS)
        .setSentMonotonicNanos(60_000_000_000L);
  }

  /** A boot that has classified what was acknowledged, no more. */
  public static BootCounters boot(long bootNumber, long acknowledged) {
    return BootCounters.newBuilder()
        .setBootNumber(bootNumber)
        .setCaptured(acknowledged)
        .setSkipped(0)
        .setClassified(acknowledged)
        .setFailed(0)
        .setAcknowledged(acknowledged)
        .setSpooled(0)
        .setDropped(0)
        .build();
  }
}
