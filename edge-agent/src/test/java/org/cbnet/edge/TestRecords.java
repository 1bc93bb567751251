package org.cbnet.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.edge.identity.DeviceIdentity;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/** Records as the agent's parts make them. */
public final class TestRecords {
  public static final DeviceIdentity IDENTITY =
      new DeviceIdentity("pi-1", "lab", "rbp4b1.2-64", "0.1.0", "install-1", 3, "os-boot-1");
  public static final WorkContext CONTEXT =
      new WorkContext(
          "edge-full",
          "model-hash",
          "config-hash",
          Optional.of("run-1"),
          0,
          Optional.of("fashion-mnist"),
          Optional.empty(),
          Optional.of(4));

  private TestRecords() {}

  /** A batch with so many results, all classified. */
  public static ResultBatch batch(int results) {
    return batch(results, 0);
  }

  /** A batch with classified and failed results. */
  public static ResultBatch batch(int classified, int failed) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < classified + failed; i++) {
      results.add(result("frame-" + i, i < classified ? "classified" : "failed"));
    }
    ResultBatch batch = new ResultBatch();
    batch.setDeviceId(IDENTITY.deviceId());
    batch.setInstallId(IDENTITY.installId());
    batch.setBootNumber(IDENTITY.bootNumber());
    batch.setOsBootId(IDENTITY.osBootId());
    batch.setSite(IDENTITY.site());
    batch.setBoard(IDENTITY.board());
    batch.setAgentVersion(IDENTITY.agentVersion());
    batch.setModelHash(CONTEXT.modelHash());
    batch.setStrategy(CONTEXT.strategy());
    batch.setConfigHash(CONTEXT.configHash());
    batch.setResults(results);
    return batch;
  }

  /** An energy sample without results. */
  public static EnergySample sample() {
    EnergySample sample = new EnergySample();
    sample.setDeviceId(IDENTITY.deviceId());
    sample.setInstallId(IDENTITY.installId());
    sample.setBootNumber(IDENTITY.bootNumber());
    sample.setOsBootId(IDENTITY.osBootId());
    sample.setSite(IDENTITY.site());
    sample.setBoard(IDENTITY.board());
    sample.setAgentVersion(IDENTITY.agentVersion());
    sample.setModelHash(CONTEXT.modelHash());
    sample.setStrategy(CONTEXT.strategy());
    sample.setConfigHash(CONTEXT.configHash());
    sample.setStartMonotonicNanos(4_000_000_000L);
    sample.setDurationNanos(1_000_000_000L);
    sample.setSource("model:rbp4b1.2-64");
    return sample;
  }

  private static Result result(String frameId, String outcome) {
    Result result = new Result();
    result.setOutcome(outcome);
    result.setFrameId(frameId);
    result.setCaptureMicros(1_700_000_000_000_000L);
    result.setCaptureMonotonicNanos(5_000_000_000L);
    return result;
  }
}
