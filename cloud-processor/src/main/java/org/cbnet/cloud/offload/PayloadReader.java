package org.cbnet.cloud.offload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.dataset.GreyImage;
import org.cbnet.inference.dataset.ImageDecoder;
import org.cbnet.inference.feature.EncodedTensor;
import org.cbnet.inference.feature.FeatureDecoder;
import org.cbnet.inference.feature.FeatureException;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.ElementType;
import org.cbnet.inference.partition.TailBatch;
import org.cbnet.schemas.record.Tensor;

/**
 * Writes what a request carries into a tail's room, and trusts nothing of it: what may be there,
 * and how large, follows from the cut. Safe for several threads.
 *
 * <p>The image may come as its grey bytes, in PNG or plain: an 8-bit tensor without a scale. It
 * gets the bundle's own preprocessing then.
 */
final class PayloadReader {
  private static final String PNG = "png";

  private final Cut cut;
  private final int height;
  private final int width;
  private final float[] table;
  private final ImageDecoder decoder;

  PayloadReader(Cut cut, BundleManifest manifest) {
    this.cut = Objects.requireNonNull(cut, "cut is null");
    this.height = manifest.height();
    this.width = manifest.width();
    this.table = manifest.preprocessing().table();
    this.decoder = new ImageDecoder(Math.multiplyExact(height, width));
  }

  /**
   * Writes all tensors of one image.
   *
   * @param image its place in the batch
   * @throws RefusedException where these are not the tensors of the cut; what is in its place then
   *     has no meaning
   */
  void read(List<Tensor> tensors, TailBatch batch, int image) throws RefusedException {
    Map<String, Tensor> byName = new HashMap<>();
    tensors.forEach(tensor -> byName.put(tensor.getName(), tensor));
    List<String> expected = cut.tensors().stream().map(CutTensor::name).toList();
    if (tensors.size() != expected.size() || !byName.keySet().containsAll(expected)) {
      throw bad(
          "tensor-names",
          "cut %s takes the tensors %s, the request has %s"
              .formatted(
                  cut.id(),
                  expected,
                  tensors.stream().map(Tensor::getName).limit(expected.size() + 1L).toList()));
    }
    for (CutTensor tensor : cut.tensors()) {
      read(byName.get(tensor.name()), tensor, batch.room(image, tensor));
    }
  }

  private void read(Tensor tensor, CutTensor expected, ByteBuffer room) throws RefusedException {
    if (!tensor.getShape().equals(expected.shape())) {
      throw bad(
          "tensor-shape",
          "tensor %s must have shape %s, the request has %s"
              .formatted(
                  expected.name(),
                  expected.shape(),
                  tensor.getShape().subList(0, Math.min(8, tensor.getShape().size()))));
    }
    try {
      if (isGrey(tensor)) {
        readGrey(tensor, expected, room.asFloatBuffer());
      } else if (expected.type() == ElementType.FLOAT32) {
        checkScale(tensor);
        FeatureDecoder.decode(encoded(tensor), room.asFloatBuffer());
      } else {
        room.put(
            FeatureDecoder.decodeAsIs(encoded(tensor), expected.type().id(), room.remaining()));
      }
    } catch (FeatureException | IOException e) {
      throw bad("tensor-values", "tensor %s: %s".formatted(expected.name(), e.getMessage()));
    }
  }

  private static void checkScale(Tensor tensor) throws RefusedException {
    if (tensor.getElementType().equals(ElementType.UINT8.id())
        && (tensor.getScale() == null || tensor.getZeroPoint() == null)) {
      throw bad(
          "tensor-values",
          "tensor %s has 8-bit values: scale and zeroPoint must be there"
              .formatted(tensor.getName()));
    }
  }

  private boolean isGrey(Tensor tensor) {
    return cut.id().equals(Cut.INPUT)
        && tensor.getElementType().equals(ElementType.UINT8.id())
        && tensor.getScale() == null
        && tensor.getZeroPoint() == null;
  }

  private void readGrey(Tensor tensor, CutTensor expected, FloatBuffer room)
      throws FeatureException, IOException, RefusedException {
    byte[] pixels = tensor.getEncoding().equals(PNG) ? png(tensor) : plain(tensor);
    if (pixels.length != room.remaining()) {
      throw bad(
          "tensor-values",
          "tensor %s: the image has %d pixels, expected %d"
              .formatted(expected.name(), pixels.length, room.remaining()));
    }
    for (byte pixel : pixels) {
      room.put(table[pixel & 0xff]);
    }
  }

  private byte[] png(Tensor tensor) throws IOException, RefusedException {
    GreyImage image = decoder.decode(bytes(tensor.getData()));
    if (image.height() != height || image.width() != width) {
      throw bad(
          "tensor-shape",
          "tensor %s: the image is %d x %d, expected %d x %d"
              .formatted(tensor.getName(), image.height(), image.width(), height, width));
    }
    return image.pixels();
  }

  private byte[] plain(Tensor tensor) throws FeatureException {
    return FeatureDecoder.decodeAsIs(encoded(tensor), ElementType.UINT8.id(), height * width);
  }

  private static EncodedTensor encoded(Tensor tensor) {
    return new EncodedTensor(
        tensor.getElementType(),
        tensor.getEncoding(),
        tensor.getScale() == null ? 1 : tensor.getScale(),
        tensor.getZeroPoint() == null ? 0 : tensor.getZeroPoint(),
        bytes(tensor.getData()));
  }

  private static byte[] bytes(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return bytes;
  }

  private static RefusedException bad(String reason, String message) {
    return new RefusedException(Refusal.bad(reason, message));
  }
}
