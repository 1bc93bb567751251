package org.cbnet.trainer.variant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.TensorSpec;
import org.cbnet.trainer.bundle.PendingFolder;

/**
 * Makes every variant of a bundle, measures each as an agent would run it, and puts the fastest in
 * place that is at most 0.2 point less accurate than the network's own form.
 *
 * <p>Nothing here sees a test image: ranges come from training images, accuracy and latency from
 * the images held back for choices.
 */
public final class BundleOptimiser {
  private static final String IMAGE = "image";

  private final List<Frame> calibrationImages;
  private final List<Frame> validationImages;
  private final int rounds;
  private final long seed;
  private final OptimiserListener listener;

  /**
   * @param calibrationImages for the ranges of 8-bit activations
   * @param validationImages for accuracy and latency
   * @param rounds of the latency measurement
   * @param seed of the order of variants and of the bootstrap
   */
  public BundleOptimiser(
      List<Frame> calibrationImages,
      List<Frame> validationImages,
      int rounds,
      long seed,
      OptimiserListener listener) {
    this.calibrationImages = List.copyOf(calibrationImages);
    this.validationImages = List.copyOf(validationImages);
    this.rounds = rounds;
    this.seed = seed;
    this.listener = listener;
  }

  /**
   * Optimises the bundle in a folder, from its {@code master/} where it was optimised before.
   *
   * @return one a variant that this network has; the first is its own form
   */
  public List<VariantFigures> optimise(Path folder) throws IOException {
    BundlePlace place = new BundlePlace(folder);
    ModelBundle master = place.master();
    String name = master.manifest().network();
    try (PendingFolder scratch = PendingFolder.beside(folder)) {
      List<VariantCandidate> candidates = candidates(name, master, scratch.folder());
      List<SpeedRatio> ratios = ratios(name, candidates);
      int chosen = Choice.of(candidates, ratios);
      List<VariantFigures> figures = new ArrayList<>();
      for (int i = 0; i < candidates.size(); i++) {
        figures.add(
            new VariantFigures(
                candidates.get(i).variant().name(),
                candidates.get(i).accuracy(),
                candidates.get(i).bundle().graphBytes(),
                ratios.get(i),
                i == chosen));
      }
      place.install(master, candidates.get(chosen).bundle(), figures);
      return figures;
    }
  }

  private List<VariantCandidate> candidates(String name, ModelBundle master, Path scratch)
      throws IOException {
    List<Variant> variants = Variant.of(master);
    // The form as it was trained: what it stores may be smaller than what it computes with.
    List<VariantCandidate> candidates = new ArrayList<>();
    candidates.add(VariantCandidate.of(variants.get(0), master, validationImages));
    listener.progress("variants of " + name, 1, variants.size());
    ActivationCalibration calibration = calibration(master);
    for (Variant variant : variants.subList(1, variants.size())) {
      try {
        Path folder = scratch.resolve(variant.name());
        Map<String, EditableModel> graphs = variant.graphs(master, calibration);
        VariantBundle.write(folder, master.manifest(), variant, graphs);
        candidates.add(VariantCandidate.of(variant, ModelBundle.load(folder), validationImages));
      } catch (BundleException | UnfitException e) {
        listener.note("%s: no variant %s: %s".formatted(name, variant.name(), e.getMessage()));
      }
      listener.progress("variants of " + name, variants.indexOf(variant) + 1, variants.size());
    }
    return candidates;
  }

  private List<SpeedRatio> ratios(String name, List<VariantCandidate> candidates)
      throws IOException {
    OpeningRounds measurement = new OpeningRounds(validationImages, rounds, new Random(seed));
    double[][][] nanos =
        measurement.measure(
            candidates, done -> listener.progress("latency of " + name, done, measurement.total()));
    List<SpeedRatio> ratios = new ArrayList<>();
    for (double[][] own : nanos) {
      ratios.add(SpeedRatio.of(quotients(nanos[0], own), new SplittableRandom(seed)));
    }
    return ratios;
  }

  private static double[][] quotients(double[][] baseline, double[][] other) {
    double[][] quotients = new double[baseline.length][];
    for (int opening = 0; opening < baseline.length; opening++) {
      quotients[opening] = new double[baseline[opening].length];
      for (int round = 0; round < quotients[opening].length; round++) {
        quotients[opening][round] = baseline[opening][round] / other[opening][round];
      }
    }
    return quotients;
  }

  private ActivationCalibration calibration(ModelBundle master) throws BundleException {
    float[] table = master.manifest().preprocessing().table();
    List<float[]> images = new ArrayList<>();
    for (Frame frame : calibrationImages) {
      float[] image = new float[frame.pixels().length];
      for (int i = 0; i < image.length; i++) {
        image[i] = table[frame.pixels()[i] & 0xff];
      }
      images.add(image);
    }
    return new ActivationCalibration(images, shape(master));
  }

  private static long[] shape(ModelBundle master) throws BundleException {
    for (ModelFile model : master.manifest().models()) {
      for (TensorSpec input : model.inputs()) {
        if (input.name().equals(IMAGE)) {
          long[] shape = new long[input.shape().size() + 1];
          shape[0] = 1;
          for (int i = 1; i < shape.length; i++) {
            shape[i] = input.shape().get(i - 1);
          }
          return shape;
        }
      }
    }
    throw new BundleException(master.folder(), "has no input " + IMAGE);
  }
}
