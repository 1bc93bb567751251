package org.cbnet.schemas;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroTypeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.util.Utf8;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SequenceRange;

/**
 * Reads batches of results field by field, in the order of their schema.
 *
 * <p>Nearly all that the cloud reads is results. Avro's own reader walks a tree of lambdas that all
 * kinds of records share, so that the compiler can't put them together; a process that reads many
 * kinds pays twice for it what a loop over one pays. A test holds this against Avro's.
 */
final class ResultBatchReader implements DirectReader<ResultBatch> {
  // A count is only a claim; the list grows as results come.
  private static final int MAX_EXPECTED = 1_024;

  private final Names names = new Names();
  private final ThreadLocal<Utf8> scratch = ThreadLocal.withInitial(Utf8::new);

  @Override
  public ResultBatch read(BinaryDecoder in) throws IOException {
    Utf8 text = scratch.get();
    ResultBatch batch = new ResultBatch();
    batch.setDeviceId(name(in, text));
    batch.setInstallId(name(in, text));
    batch.setBootNumber(in.readLong());
    batch.setOsBootId(name(in, text));
    batch.setFirstSequence(in.readLong());
    batch.setDroppedRanges(ranges(in));
    batch.setSite(name(in, text));
    batch.setBoard(name(in, text));
    batch.setAgentVersion(name(in, text));
    batch.setModelHash(name(in, text));
    batch.setStrategy(name(in, text));
    batch.setConfigHash(name(in, text));
    batch.setRunId(nameOrNull(in, text));
    batch.setRound(in.readInt());
    batch.setDataset(nameOrNull(in, text));
    batch.setLinkProfile(nameOrNull(in, text));
    batch.setPairedArms(intOrNull(in));
    batch.setReplayed(in.readBoolean());
    batch.setClockSynced(in.readBoolean());
    batch.setSentClockSynced(in.readBoolean());
    batch.setSentOsBootId(nameOrNull(in, text));
    batch.setSentWallMicros(in.readLong());
    batch.setSentMonotonicNanos(in.readLong());
    batch.setResults(results(in, text));
    return batch;
  }

  private static List<SequenceRange> ranges(BinaryDecoder in) throws IOException {
    List<SequenceRange> ranges = new ArrayList<>(0);
    for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        ranges.add(new SequenceRange(longOrNull(in), in.readLong(), in.readLong()));
      }
    }
    return ranges;
  }

  private List<Result> results(BinaryDecoder in, Utf8 text) throws IOException {
    long block = in.readArrayStart();
    List<Result> results = new ArrayList<>((int) Math.min(block, MAX_EXPECTED));
    while (block > 0) {
      for (long i = 0; i < block; i++) {
        results.add(result(in, text));
      }
      block = in.arrayNext();
    }
    return results;
  }

  private Result result(BinaryDecoder in, Utf8 text) throws IOException {
    Result result = new Result();
    result.setOutcome(name(in, text));
    result.setFailureReason(nameOrNull(in, text));
    result.setFrameId(Names.text(in.readString(text)));
    result.setCaptureMicros(in.readLong());
    result.setCaptureMonotonicNanos(in.readLong());
    result.setPredictedLabel(intOrNull(in));
    result.setTrueLabel(intOrNull(in));
    result.setConfidence(isNull(in) ? null : (Float) in.readFloat());
    result.setExit(nameOrNull(in, text));
    result.setCut(nameOrNull(in, text));
    result.setPreprocessNanos(longOrNull(in));
    result.setConvertNanos(longOrNull(in));
    result.setEdgeNanos(longOrNull(in));
    result.setEncodeNanos(longOrNull(in));
    result.setNetworkNanos(longOrNull(in));
    result.setCloudNanos(longOrNull(in));
    result.setTotalNanos(longOrNull(in));
    result.setBytesUp(in.readLong());
    result.setBytesDown(in.readLong());
    result.setFellBack(in.readBoolean());
    return result;
  }

  private String name(BinaryDecoder in, Utf8 text) throws IOException {
    return names.of(in.readString(text));
  }

  private String nameOrNull(BinaryDecoder in, Utf8 text) throws IOException {
    return isNull(in) ? null : name(in, text);
  }

  private static Integer intOrNull(BinaryDecoder in) throws IOException {
    return isNull(in) ? null : (Integer) in.readInt();
  }

  private static Long longOrNull(BinaryDecoder in) throws IOException {
    return isNull(in) ? null : (Long) in.readLong();
  }

  /** Which of a union's two branches follows: all of ours begin with null. */
  private static boolean isNull(BinaryDecoder in) throws IOException {
    int branch = in.readIndex();
    if (branch != 0 && branch != 1) {
      throw new AvroTypeException("a union of two has no branch " + branch);
    }
    return branch == 0;
  }
}
