package org.cbnet.trainer.evaluation.judge;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.TensorSpec;
import org.cbnet.inference.strategy.Provider;

/** Computes the images that a converting autoencoder makes of frames, to be looked at. */
public final class ConvertedImages {
  private static final String IMAGE = "image";
  private static final String CONVERTED = "converted";

  private ConvertedImages() {}

  /** One a frame; empty where no graph of the bundle has a converted image as its output. */
  public static List<Frame> of(ModelBundle bundle, Provider provider, List<Frame> frames)
      throws BundleException {
    Optional<ModelFile> model =
        bundle.manifest().models().stream().filter(ConvertedImages::converts).findFirst();
    if (model.isEmpty()) {
      return List.of();
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    List<Frame> images = new ArrayList<>();
    try (OrtSession.SessionOptions options = provider.sessionOptions();
        OrtSession session = environment.createSession(bundle.graph(model.get().role()), options)) {
      for (Frame frame : frames) {
        images.add(convert(environment, session, bundle, frame));
      }
    } catch (OrtException e) {
      throw new BundleException(
          bundle.folder(), "its converted image can't be computed: " + e.getMessage(), e);
    }
    return images;
  }

  // An image with three dimensions: channels, rows, columns.
  private static boolean converts(ModelFile model) {
    return model.inputs().stream().anyMatch(input -> input.name().equals(IMAGE))
        && converted(model).filter(spec -> spec.shape().size() == 3).isPresent();
  }

  private static Optional<TensorSpec> converted(ModelFile model) {
    return model.outputs().stream().filter(output -> output.name().equals(CONVERTED)).findFirst();
  }

  private static Frame convert(
      OrtEnvironment environment, OrtSession session, ModelBundle bundle, Frame frame)
      throws OrtException {
    float[] table = bundle.manifest().preprocessing().table();
    float[] input = new float[frame.pixels().length];
    for (int i = 0; i < input.length; i++) {
      input[i] = table[frame.pixels()[i] & 0xff];
    }
    long[] shape = {1, 1, frame.height(), frame.width()};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
        OrtSession.Result result = session.run(Map.of(IMAGE, tensor), Set.of(CONVERTED))) {
      OnnxTensor output = (OnnxTensor) result.get(0);
      long[] size = output.getInfo().getShape();
      FloatBuffer values = output.getFloatBuffer();
      int height = (int) size[2];
      int width = (int) size[3];
      byte[] pixels = new byte[height * width];
      for (int i = 0; i < pixels.length; i++) {
        // Networks are trained towards pixels of 0..1 and may leave that range.
        pixels[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, values.get(i))));
      }
      return new Frame(frame.id(), pixels, height, width, frame.trueLabel());
    }
  }
}
