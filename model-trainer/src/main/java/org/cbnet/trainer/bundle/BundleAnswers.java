package org.cbnet.trainer.bundle;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Map;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.training.Minibatch;

/** Logits of a bundle without exits, trained here or imported, for images of a data set. */
final class BundleAnswers implements AutoCloseable {
  private static final int BATCH = 250;
  private static final String INPUT = "image";
  private static final String OUTPUT = "logits";
  private static final String ROLE = "whole";

  private final ModelBundle bundle;
  private final OrtSession session;
  private final float[] table;
  private final int batch;

  /**
   * Opens a bundle.
   *
   * @throws BundleException where it takes other images, answers other classes or does not run
   */
  BundleAnswers(ModelBundle bundle, TrainingData data) throws BundleException {
    this.bundle = bundle;
    BundleManifest manifest = bundle.manifest();
    if (manifest.height() != data.source().height()
        || manifest.width() != data.source().width()
        || !manifest.classes().equals(data.set().classes())) {
      throw new BundleException(
          bundle.folder(),
          "takes %d x %d and answers %s; the images of %s are %d x %d of %s"
              .formatted(
                  manifest.height(),
                  manifest.width(),
                  manifest.classes(),
                  data.set().id(),
                  data.source().height(),
                  data.source().width(),
                  data.set().classes()));
    }
    byte[] graph = bundle.graph(ROLE);
    if (graph == null) {
      throw new BundleException(
          bundle.folder(),
          "has no one graph '%s' but %s: take a bundle without exits"
              .formatted(ROLE, manifest.models().stream().map(ModelFile::role).toList()));
    }
    this.table = manifest.preprocessing().table();
    try (OrtSession.SessionOptions options = Provider.CPU.sessionOptions()) {
      this.session = OrtEnvironment.getEnvironment().createSession(graph, options);
      TensorInfo input = (TensorInfo) session.getInputInfo().get(INPUT).getInfo();
      this.batch = input.getShape()[0] == 1 ? 1 : BATCH;
    } catch (OrtException e) {
      throw failure(e);
    }
  }

  /** Logits by position, of the images as they are. */
  float[][] of(Examples examples) throws BundleException {
    float[][] answers = new float[examples.size()][];
    for (int from = 0; from < answers.length; from += batch) {
      int count = Math.min(batch, answers.length - from);
      put(examples.inOrder(from, count), answers, from, 1);
    }
    return answers;
  }

  /** Logits by {@link Minibatch#teacherRow}, of the images as they are and mirrored. */
  float[][] ofMirroredToo(Examples examples) throws BundleException {
    float[][] answers = new float[2 * examples.size()][];
    for (int from = 0; from < examples.size(); from += batch) {
      int count = Math.min(batch, examples.size() - from);
      put(examples.inOrder(from, count), answers, Minibatch.teacherRow(from, false), 2);
      put(examples.mirrored(from, count), answers, Minibatch.teacherRow(from, true), 2);
    }
    return answers;
  }

  @Override
  public void close() throws BundleException {
    try {
      session.close();
    } catch (OrtException e) {
      throw failure(e);
    }
  }

  private void put(Minibatch images, float[][] answers, int at, int step) throws BundleException {
    float[][] rows = run(images);
    for (int i = 0; i < rows.length; i++) {
      answers[at + step * i] = rows[i];
    }
  }

  private float[][] run(Minibatch images) throws BundleException {
    BundleManifest manifest = bundle.manifest();
    long[] shape = {images.size(), 1, manifest.height(), manifest.width()};
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(input(images)), shape);
        OrtSession.Result result = session.run(Map.of(INPUT, input))) {
      return (float[][]) result.get(OUTPUT).orElseThrow().getValue();
    } catch (OrtException e) {
      throw failure(e);
    }
  }

  // Its own preprocessing, from the pixels that ours came from.
  private float[] input(Minibatch images) {
    if (bundle.manifest().preprocessing().equals(TrainingData.PREPROCESSING)) {
      return images.values();
    }
    float[] values = new float[images.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = table[Math.round(images.values()[i] * 255)];
    }
    return values;
  }

  private BundleException failure(OrtException e) {
    return new BundleException(bundle.folder(), "does not run: " + e.getMessage(), e);
  }
}
