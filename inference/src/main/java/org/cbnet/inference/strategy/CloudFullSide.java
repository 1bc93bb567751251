package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.Softmax;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.offload.OffloadAnswer.Answered;
import org.cbnet.inference.offload.OffloadTensor;
import org.cbnet.inference.partition.Cut;

/** The image goes to the cloud; the same network on the device where it does not answer. */
final class CloudFullSide implements DeviceSide {
  private final OnnxNetwork whole;
  private final PixelInput pixels;
  private final ImageQuestion image;
  private final RunTime wholeTime = new RunTime();
  private Frame frame;

  CloudFullSide(ModelBundle bundle, Provider provider) throws BundleException {
    this.whole =
        OnnxNetwork.open(
            bundle,
            provider,
            SingleNetworkStrategy.ROLE,
            SingleNetworkStrategy.INPUT,
            SingleNetworkStrategy.LOGITS);
    this.pixels = new PixelInput(bundle.manifest());
    this.image = new ImageQuestion(bundle.manifest());
    try {
      // What the fall-back takes must be known before the first frame that needs it.
      for (int i = 0; i < 3; i++) {
        run();
      }
    } catch (OrtException e) {
      close();
      throw new BundleException(bundle.folder(), "does not run: " + e.getMessage(), e);
    }
  }

  @Override
  public void write(Frame next) {
    frame = next;
  }

  @Override
  public String compute(Softmax softmax) {
    return null;
  }

  @Override
  public String cut() {
    return Cut.INPUT;
  }

  @Override
  public List<OffloadTensor> encode() {
    return image.encode(frame);
  }

  @Override
  public void cloudAnswered(Answered answer, int bytesUp, long totalNanos) {
    image.answered(totalNanos);
  }

  @Override
  public long finishNanos() {
    return wholeTime.nanos();
  }

  @Override
  public String finish(Softmax softmax) throws OrtException {
    pixels.write(frame, whole.buffer(SingleNetworkStrategy.INPUT));
    run();
    softmax.read(whole.buffer(SingleNetworkStrategy.LOGITS));
    return SingleNetworkStrategy.FINAL_EXIT;
  }

  @Override
  public void close() {
    image.close();
    whole.close();
  }

  private void run() throws OrtException {
    long begin = System.nanoTime();
    whole.run();
    wholeTime.add(System.nanoTime() - begin);
  }
}
