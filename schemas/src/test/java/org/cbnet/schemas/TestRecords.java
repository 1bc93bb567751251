package org.cbnet.schemas;

import java.util.List;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/** Complete records for tests. */
final class TestRecords {
  private TestRecords() {}

  static ResultBatch batch() {
    return ResultBatch.newBuilder()
        .setDeviceId("pi-1")
        .setInstallId("install")
        .setBootNumber(3)
        .setOsBootId("os-boot")
        .setFirstSequence(40)
        .setSite("lab")
        .setBoard("rbp4b1.2-64")
        .setAgentVersion("0.1.0")
        .setModelHash("ab")
        .setStrategy("cbnet")
        .setConfigHash("cd")
        .setReplayed(false)
        .setClockSynced(true)
        .setSentWallMicros(1_700_000_000_000_000L)
        .setSentMonotonicNanos(5_000_000_000L)
        .setResults(List.of(result("t10k-00000"), result("t10k-00001")))
        .build();
  }

  private static Result result(String frameId) {
    return Result.newBuilder()
        .setOutcome("classified")
        .setFrameId(frameId)
        .setCaptureMicros(1_700_000_000_000_000L)
        .setCaptureMonotonicNanos(4_000_000_000L)
        .setPredictedLabel(7)
        .setTrueLabel(7)
        .setConfidence(0.5f)
        .setExit("final")
        .setTotalNanos(100_000L)
        .build();
  }
}
