package org.cbnet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.cbnet.schemas.DecodingException.Reason;
import org.cbnet.schemas.record.DesiredState;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Test;

class AvroCodecTest {
  private final AvroCodec<ResultBatch> codec = AvroCodec.of(ResultBatch.class);
  private final byte[] payload = codec.encode(TestRecords.batch());

  @Test
  void givesBackWhatWasEncoded() throws DecodingException {
    assertThat(codec.decode(payload)).isEqualTo(TestRecords.batch());
  }

  @Test
  void writesTheSameBytesAsAvrosOwnEncoder() throws IOException {
    byte[] theirs =
        new BinaryMessageEncoder<ResultBatch>(
                TestRecords.batch().getSpecificData(), ResultBatch.getClassSchema())
            .encode(TestRecords.batch())
            .array();

    assertThat(payload).isEqualTo(Arrays.copyOf(theirs, payload.length));
  }

  @Test
  void refusesAnEmptyPayload() {
    assertThat(refusal(new byte[0]).reason()).isEqualTo(Reason.EMPTY);
    assertThat(refusal(null).reason()).isEqualTo(Reason.EMPTY);
  }

  @Test
  void refusesEveryTruncation() {
    for (int length = 1; length < payload.length; length++) {
      DecodingException refusal = refusal(Arrays.copyOf(payload, length));

      assertThat(refusal.reason()).as("cut to %d bytes", length).isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void refusesAnOversizedPayload() {
    DecodingException refusal = refusal(new byte[AvroCodec.MAX_BYTES + 1]);

    assertThat(refusal.reason()).isEqualTo(Reason.OVERSIZED);
    assertThat(refusal).hasMessageContaining("1048577").hasMessageContaining("1048576");
  }

  @Test
  void refusesBytesBehindTheRecord() {
    assertThat(refusal(Arrays.copyOf(payload, payload.length + 1)).reason())
        .isEqualTo(Reason.TRAILING_BYTES);
  }

  @Test
  void refusesAnotherEncoding() {
    byte[] json = "{\"deviceId\":\"pi-1\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(refusal(json).reason()).isEqualTo(Reason.NOT_SINGLE_OBJECT);
  }

  @Test
  void namesTheFingerprintOfAnUnknownSchema() {
    byte[] unknown = payload.clone();
    Arrays.fill(unknown, 2, 10, (byte) 0xab);

    DecodingException refusal = refusal(unknown);

    assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
    assertThat(refusal).hasMessageContaining("abababababababab");
  }

  @Test
  void refusesAnotherRecord() {
    DesiredState desired =
        DesiredState.newBuilder().setRevision(1).setRequestedBy("operator").build();

    DecodingException refusal = refusal(AvroCodec.of(DesiredState.class).encode(desired));

    assertThat(refusal.reason()).isEqualTo(Reason.OTHER_RECORD);
    assertThat(refusal).hasMessageContaining("DesiredState").hasMessageContaining("ResultBatch");
  }

  @Test
  void survivesLengthFieldsThatClaimTwoGibibytes() throws IOException {
    // A string's length, then the count of an array: both first in their records.
    for (long claimed : new long[] {Integer.MAX_VALUE - 100L, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(payload, 0, 10);
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      encoder.writeLong(claimed);
      encoder.flush();

      assertThat(refusal(out.toByteArray()).reason()).isIn(Reason.MALFORMED, Reason.TRUNCATED);
    }
  }

  @Test
  void answersEveryDamagedByteWithARecordOrATypedRefusal() {
    SplittableRandom random = new SplittableRandom(20260101);
    for (int i = 0; i < 200_000; i++) {
      byte[] damaged = payload.clone();
      for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
        damaged[random.nextInt(10, damaged.length)] = (byte) random.nextInt(256);
      }

      Throwable thrown = catchThrowable(() -> codec.decode(damaged));

      assertThat(thrown == null || thrown instanceof DecodingException)
          .as("%s for %s", thrown, Arrays.toString(damaged))
          .isTrue();
    }
  }

  @Test
  void readsTheNextReleasesRecords() throws Exception {
    Schema next = withField(ResultBatch.getClassSchema(), "firmware");
    AvroCodec<ResultBatch> older =
        AvroCodec.of(ResultBatch.class, fingerprint -> Optional.of(next));

    ResultBatch read = older.decode(encode(next, TestRecords.batch()));

    assertThat(read).isEqualTo(TestRecords.batch());
  }

  private DecodingException refusal(byte[] bytes) {
    Throwable thrown = catchThrowable(() -> codec.decode(bytes));
    assertThat(thrown).isInstanceOf(DecodingException.class);
    return (DecodingException) thrown;
  }

  private static Schema withField(Schema schema, String name) {
    Schema copy =
        Schema.createRecord(
            schema.getName(), schema.getDoc(), schema.getNamespace(), schema.isError());
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(
        new Schema.Field(name, Schema.create(Schema.Type.STRING), "Added later.", "unknown"));
    schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    copy.setFields(fields);
    return copy;
  }

  private static byte[] encode(Schema next, ResultBatch batch) throws IOException {
    GenericRecord record = new GenericData.Record(next);
    batch.getSchema().getFields().forEach(f -> record.put(f.name(), batch.get(f.pos())));
    record.put("firmware", "2.0");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0xC3, 1});
    long fingerprint = SchemaNormalization.parsingFingerprint64(next);
    for (int shift = 0; shift < 64; shift += 8) {
      out.write((int) (fingerprint >>> shift));
    }
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(next).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
