package org.cbnet.edge.loop;

import org.cbnet.inference.Frame;
import org.cbnet.inference.Offload;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.StageTimes;
import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.Result;

/** An outcome as the wire has it. */
final class ResultMapper {
  private ResultMapper() {}

  static Result result(Frame frame, Outcome outcome, long captureMicros, long captureNanos) {
    Result result = new Result();
    result.setFrameId(frame.id());
    result.setCaptureMicros(captureMicros);
    result.setCaptureMonotonicNanos(captureNanos);
    result.setTrueLabel(frame.trueLabel() == Frame.UNLABELLED ? null : frame.trueLabel());
    if (outcome instanceof Outcome.Classified classified) {
      classified(result, classified);
    } else if (outcome instanceof Outcome.Failed failed) {
      result.setOutcome(WireNames.FAILED);
      result.setFailureReason(failed.reason());
    }
    return result;
  }

  private static void classified(Result result, Outcome.Classified classified) {
    result.setOutcome(WireNames.CLASSIFIED);
    result.setPredictedLabel(classified.label());
    result.setConfidence(classified.confidence());
    result.setExit(classified.exit());
    StageTimes times = classified.times();
    result.setPreprocessNanos(measured(times.preprocessNanos()));
    result.setConvertNanos(measured(times.convertNanos()));
    result.setEdgeNanos(measured(times.edgeNanos()));
    result.setEncodeNanos(measured(times.encodeNanos()));
    result.setNetworkNanos(measured(times.networkNanos()));
    result.setCloudNanos(measured(times.cloudNanos()));
    result.setTotalNanos(times.totalNanos());
    Offload offload = classified.offload();
    result.setCut(offload.cut());
    result.setBytesUp(offload.bytesUp());
    result.setBytesDown(offload.bytesDown());
    result.setFellBack(offload.fellBack());
  }

  private static Long measured(long nanos) {
    return nanos == StageTimes.NOT_MEASURED ? null : nanos;
  }
}
