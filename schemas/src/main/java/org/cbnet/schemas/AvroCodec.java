package org.cbnet.schemas;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.cbnet.schemas.DecodingException.Reason;
import org.cbnet.schemas.record.ResultBatch;

/**
 * Writes and reads one kind of record in Avro's single-object encoding: {@code C3 01}, the schema's
 * fingerprint as 8 little-endian bytes, the body (Avro 1.12 specification, "Single-object
 * encoding").
 *
 * <p>Reading resolves any schema that the {@link SchemaStore} knows against this version's, and
 * answers every defect with a {@link DecodingException}. Safe for several threads.
 *
 * @param <T> generated record
 */
public final class AvroCodec<T extends SpecificRecord> {
  /** A payload above this is refused: the broker's own default limit for a message. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int HEADER_BYTES = 10;
  private static final byte MAGIC_0 = (byte) 0xC3;
  private static final byte MAGIC_1 = 0x01;

  // Its buffer is larger than most records; a stream of bytes alone is locked for each of them.
  private static final ThreadLocal<BinaryEncoder> ENCODERS = new ThreadLocal<>();

  // One for all codecs, so that they share its names.
  private static final ResultBatchReader RESULTS = new ResultBatchReader();

  static {
    // A length field may claim 2 GiB in a payload of a few bytes; Avro would allocate it first.
    AvroLimits.apply(MAX_BYTES);
  }

  private final Schema schema;
  private final long fingerprint;
  private final SchemaStore store;
  private final SpecificDatumWriter<T> writer;
  // Null where Avro's own reads it.
  private final DirectReader<T> direct;
  private final ConcurrentMap<Long, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();

  private AvroCodec(Class<T> type, SchemaStore store, DirectReader<T> direct) {
    AvroLimits.trust(type.getPackageName());
    SpecificData data = SpecificData.getForClass(type);
    // Written by the generated class itself, field by field, in place of a walk over the schema.
    data.setCustomCoders(true);
    this.schema = data.getSchema(type);
    this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    this.store = store;
    this.direct = direct;
    this.writer = new SpecificDatumWriter<>(schema, data);
    this.readers.put(fingerprint, new SpecificDatumReader<>(schema, schema, data));
  }

  /** A codec that knows the bundled schemas and the record's own. */
  public static <T extends SpecificRecord> AvroCodec<T> of(Class<T> type) {
    return of(type, BundledSchemas.instance());
  }

  /** A codec with another source of writers' schemas. */
  public static <T extends SpecificRecord> AvroCodec<T> of(Class<T> type, SchemaStore store) {
    return new AvroCodec<>(type, store, direct(type));
  }

  /** A codec that reads everything as Avro itself does. */
  static <T extends SpecificRecord> AvroCodec<T> ofAvroAlone(Class<T> type) {
    return new AvroCodec<>(type, BundledSchemas.instance(), null);
  }

  // The class is the type of the reader's records.
  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecord> DirectReader<T> direct(Class<T> type) {
    return type == ResultBatch.class ? (DirectReader<T>) RESULTS : null;
  }

  /** Encodes a record that is complete; a missing value is the caller's mistake. */
  public byte[] encode(T value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC_0).put(MAGIC_1).putLong(fingerprint);
    out.write(header.array(), 0, HEADER_BYTES);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, ENCODERS.get());
    ENCODERS.set(encoder);
    try {
      writer.write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array can't fail", e);
    }
    return out.toByteArray();
  }

  /**
   * Decodes a payload.
   *
   * @throws DecodingException where it is not exactly one record that this codec can read
   */
  public T decode(byte[] payload) throws DecodingException {
    if (payload == null || payload.length == 0) {
      throw new DecodingException(Reason.EMPTY, "the payload is empty");
    }
    if (payload.length > MAX_BYTES) {
      throw new DecodingException(
          Reason.OVERSIZED,
          "the payload has %d bytes, at most %d are read".formatted(payload.length, MAX_BYTES));
    }
    long written = writerFingerprint(payload);
    if (direct != null && written == fingerprint) {
      return decodeBody(payload, direct);
    }
    SpecificDatumReader<T> reader = reader(written);
    return decodeBody(payload, decoder -> reader.read(null, decoder));
  }

  private long writerFingerprint(byte[] payload) throws DecodingException {
    if (payload[0] != MAGIC_0 || (payload.length > 1 && payload[1] != MAGIC_1)) {
      throw new DecodingException(
          Reason.NOT_SINGLE_OBJECT,
          "the payload starts with %02x %02x, not with c3 01"
              .formatted(payload[0], payload.length > 1 ? payload[1] : 0));
    }
    if (payload.length < HEADER_BYTES) {
      throw new DecodingException(
          Reason.TRUNCATED,
          "the header has %d of %d bytes".formatted(payload.length, HEADER_BYTES));
    }
    return ByteBuffer.wrap(payload, 2, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private SpecificDatumReader<T> reader(long writerFingerprint) throws DecodingException {
    SpecificDatumReader<T> known = readers.get(writerFingerprint);
    if (known != null) {
      return known;
    }
    Schema written =
        store
            .find(writerFingerprint)
            .orElseThrow(
                () ->
                    new DecodingException(
                        Reason.UNKNOWN_SCHEMA,
                        "no schema is known for fingerprint %016x".formatted(writerFingerprint)));
    if (!written.getFullName().equals(schema.getFullName())) {
      throw new DecodingException(
          Reason.OTHER_RECORD,
          "the payload is a %s, expected %s".formatted(written.getName(), schema.getName()));
    }
    SpecificDatumReader<T> reader =
        new SpecificDatumReader<>(written, schema, SpecificData.getForSchema(schema));
    readers.put(writerFingerprint, reader);
    return reader;
  }

  private T decodeBody(byte[] payload, DirectReader<T> reader) throws DecodingException {
    int bodyBytes = payload.length - HEADER_BYTES;
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(payload, HEADER_BYTES, bodyBytes, null);
    T value;
    try {
      value = reader.read(decoder);
      if (decoder.isEnd()) {
        return value;
      }
    } catch (EOFException e) {
      throw new DecodingException(
          Reason.TRUNCATED, "the record ends early, after %d bytes".formatted(bodyBytes), e);
    } catch (IOException | RuntimeException e) {
      // Avro answers damage with a dozen unchecked types, UnsupportedOperationException among them.
      throw new DecodingException(
          Reason.MALFORMED,
          "the bytes are no %s: %s".formatted(schema.getName(), e.getMessage()),
          e);
    }
    throw new DecodingException(
        Reason.TRAILING_BYTES, "bytes follow the %s".formatted(schema.getName()));
  }
}
