package org.cbnet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SequenceRange;
import org.junit.jupiter.api.Test;

/** Results are read without Avro's reader, and as it reads them. */
class ResultBatchReaderTest {
  private static final List<String> TEXTS =
      List.of(
          "pi-1", "", "x".repeat(127), "x".repeat(128), "x".repeat(300), "Gerät", "\u0000", "💡");
  private static final int HEADER_BYTES = 10;

  private final AvroCodec<ResultBatch> codec = AvroCodec.of(ResultBatch.class);
  private final AvroCodec<ResultBatch> avro = AvroCodec.ofAvroAlone(ResultBatch.class);
  private final Random random = new Random(20261129);

  @Test
  void readsWhatAvroReads() throws DecodingException {
    for (int i = 0; i < 5_000; i++) {
      ResultBatch batch = batch();
      byte[] payload = codec.encode(batch);

      assertThat(codec.decode(payload)).isEqualTo(batch).isEqualTo(avro.decode(payload));
    }
  }

  @Test
  void readsArraysInBlocks() throws IOException, DecodingException {
    for (int i = 0; i < 200; i++) {
      ResultBatch batch = batch();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(codec.encode(batch), 0, HEADER_BYTES);
      BinaryEncoder encoder =
          new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
      new SpecificDatumWriter<>(ResultBatch.class).write(batch, encoder);
      encoder.flush();

      assertThat(codec.decode(out.toByteArray())).isEqualTo(batch);
    }
  }

  @Test
  void readsDamageAsAvroDoes() {
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] payload = codec.encode(batch());
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        int place = HEADER_BYTES + random.nextInt(payload.length - HEADER_BYTES);
        payload[place] = (byte) random.nextInt(256);
      }
      byte[] damaged =
          random.nextInt(4) == 0
              ? Arrays.copyOf(payload, random.nextInt(payload.length) + 1)
              : payload;

      Optional<ResultBatch> read = read(codec, damaged);

      assertThat(read).isEqualTo(read(avro, damaged));
      refused += read.isEmpty() ? 1 : 0;
    }
    assertThat(refused).isBetween(5_000, 45_000);
  }

  @Test
  void oneNameIsOneString() throws DecodingException {
    ResultBatch first = codec.decode(codec.encode(TestRecords.batch()));
    ResultBatch second = codec.decode(codec.encode(TestRecords.batch()));

    assertThat(second.getModelHash()).isSameAs(first.getModelHash());
    assertThat(second.getResults().get(0).getExit()).isSameAs(first.getResults().get(1).getExit());
  }

  private static Optional<ResultBatch> read(AvroCodec<ResultBatch> with, byte[] payload) {
    try {
      return Optional.of(with.decode(payload));
    } catch (DecodingException e) {
      return Optional.empty();
    }
  }

  private ResultBatch batch() {
    List<SequenceRange> ranges = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      ranges.add(new SequenceRange(longOrNull(), random.nextLong(), random.nextLong()));
    }
    List<Result> results = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      results.add(result());
    }
    return ResultBatch.newBuilder()
        .setDeviceId(text())
        .setInstallId(text())
        .setBootNumber(random.nextLong())
        .setOsBootId(text())
        .setFirstSequence(random.nextInt(100))
        .setDroppedRanges(ranges)
        .setSite(text())
        .setBoard(text())
        .setAgentVersion(text())
        .setModelHash(text())
        .setStrategy(text())
        .setConfigHash(text())
        .setRunId(textOrNull())
        .setRound(random.nextInt())
        .setDataset(textOrNull())
        .setLinkProfile(textOrNull())
        .setPairedArms(intOrNull())
        .setReplayed(random.nextBoolean())
        .setClockSynced(random.nextBoolean())
        .setSentClockSynced(random.nextBoolean())
        .setSentOsBootId(textOrNull())
        .setSentWallMicros(random.nextLong())
        .setSentMonotonicNanos(random.nextLong())
        .setResults(results)
        .build();
  }

  private Result result() {
    return Result.newBuilder()
        .setOutcome(text())
        .setFailureReason(textOrNull())
        .setFrameId(text())
        .setCaptureMicros(random.nextLong())
        .setCaptureMonotonicNanos(random.nextLong())
        .setPredictedLabel(intOrNull())
        .setTrueLabel(intOrNull())
        .setConfidence(random.nextBoolean() ? null : random.nextFloat())
        .setExit(textOrNull())
        .setCut(textOrNull())
        .setPreprocessNanos(longOrNull())
        .setConvertNanos(longOrNull())
        .setEdgeNanos(longOrNull())
        .setEncodeNanos(longOrNull())
        .setNetworkNanos(longOrNull())
        .setCloudNanos(longOrNull())
        .setTotalNanos(longOrNull())
        .setBytesUp(random.nextLong())
        .setBytesDown(random.nextInt(1_000))
        .setFellBack(random.nextBoolean())
        .build();
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private String textOrNull() {
    return random.nextBoolean() ? null : text();
  }

  private Integer intOrNull() {
    return random.nextBoolean() ? null : random.nextInt();
  }

  private Long longOrNull() {
    return random.nextBoolean() ? null : random.nextLong();
  }
}
