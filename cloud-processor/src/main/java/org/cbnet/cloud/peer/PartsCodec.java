package org.cbnet.cloud.peer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.cloud.query.Part;
import org.cbnet.cloud.query.Question;
import org.cbnet.cloud.store.Reading;

/** Parts of answers as bytes: rows as their stores have them, which text would double. */
final class PartsCodec {
  /** Of these bytes; instances of a rolling upgrade refuse what they would misread. */
  private static final int FORMAT_VERSION = 1;

  private PartsCodec() {}

  static <A> byte[] encode(Question<A> question, List<Part<A>> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT_VERSION);
      out.writeInt(parts.size());
      for (Part<A> part : parts) {
        Reading<A> reading = part.reading();
        out.writeInt(part.partition());
        out.writeBoolean(reading.isCopy());
        out.writeInt(reading.position().size());
        for (Map.Entry<String, Long> topic : reading.position().entrySet()) {
          out.writeUTF(topic.getKey());
          out.writeLong(topic.getValue());
        }
        question.wire().write(reading.value(), out);
      }
    }
    return bytes.toByteArray();
  }

  static <A> List<Part<A>> decode(Question<A> question, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int version = in.readUnsignedByte();
    if (version != FORMAT_VERSION) {
      throw new IOException(
          "a peer answers in format %d, known is %d: it is of another release"
              .formatted(version, FORMAT_VERSION));
    }
    List<Part<A>> parts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      int partition = in.readInt();
      boolean isCopy = in.readBoolean();
      Map<String, Long> position = new TreeMap<>();
      for (int topics = in.readInt(); topics > 0; topics--) {
        position.put(in.readUTF(), in.readLong());
      }
      A value = question.wire().read(in);
      parts.add(new Part<>(partition, new Reading<>(isCopy, position, value)));
    }
    return parts;
  }
}
