package org.cbnet.edge.offload;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.inference.feature.EncodedTensor;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.offload.OffloadTensor;
import org.cbnet.inference.partition.Cut;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.record.OffloadRequest;
import org.cbnet.schemas.record.Tensor;

/**
 * Writes questions as they are on the wire.
 *
 * <p>Budget and {@code sentMonotonicNanos} are of the moment of asking, so what the device itself
 * keeps a letter counts against its budget in the cloud too. Safe for several threads.
 */
final class LetterWriter {
  private final AvroCodec<OffloadRequest> codec = AvroCodec.of(OffloadRequest.class);
  private final String deviceId;
  private final EdgeClock clock;
  private final Supplier<UUID> ids;
  private final String clockId;

  /**
   * A writer that names the clock anew.
   *
   * @param ids random, so that no two devices, starts or questions ever have the same
   */
  LetterWriter(String deviceId, EdgeClock clock, Supplier<UUID> ids) {
    this.deviceId = deviceId;
    this.clock = clock;
    this.ids = ids;
    this.clockId = ids.get().toString();
  }

  Letter write(OffloadQuestion question, long budgetNanos, int replyPartition) {
    long now = clock.monotonicNanos();
    String id = ids.get().toString();
    boolean image = question.cut().equals(Cut.INPUT);
    OffloadRequest request =
        OffloadRequest.newBuilder()
            .setRequestId(id)
            .setDeviceId(deviceId)
            .setBundleHash(question.bundleHash())
            .setCut(question.cut())
            .setBudgetMicros(TimeUnit.NANOSECONDS.toMicros(Math.max(0, budgetNanos)))
            .setReplyPartition(replyPartition)
            .setTensors(tensors(question.tensors(), image))
            .setClockId(clockId)
            .setSentMonotonicNanos(now)
            .build();
    return new Letter(id, codec.encode(request), now + budgetNanos);
  }

  private static List<Tensor> tensors(List<OffloadTensor> tensors, boolean image) {
    return tensors.stream().map(each -> tensor(each, image)).toList();
  }

  // An image's grey values are not quantised: what they mean is in the bundle.
  private static Tensor tensor(OffloadTensor tensor, boolean image) {
    EncodedTensor values = tensor.values();
    return Tensor.newBuilder()
        .setName(tensor.name())
        .setElementType(values.elementType())
        .setShape(tensor.shape())
        .setEncoding(values.encoding())
        .setScale(image ? null : values.scale())
        .setZeroPoint(image ? null : values.zeroPoint())
        .setData(ByteBuffer.wrap(values.data()))
        .build();
  }
}
