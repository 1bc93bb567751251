package org.cbnet.inference.profile;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.Preprocessing;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Layer;
import org.cbnet.inference.partition.Partition;

/**
 * Measures what networks take on this machine, piece by piece, all pieces in turns: batch 1, one
 * thread, sessions and tensors as agents have them, warm. Used by one thread.
 */
public final class ProfileMeasurement {
  // Beyond the thresholds of the virtual machine's last compiler.
  private static final int COMPILED_AFTER_RUNS = 20_000;

  private final MeasurementPlan plan;
  private final Machine machine;
  private final Clocks clocks;
  private final ProfileListener listener;

  public ProfileMeasurement(
      MeasurementPlan plan, Machine machine, Clocks clocks, ProfileListener listener) {
    this.plan = plan;
    this.machine = machine;
    this.clocks = clocks;
    this.listener = listener;
  }

  /**
   * Measures the halves of all cuts of a bundle, and its layers.
   *
   * @param partition of the bundle
   * @throws BundleException where a piece can't be run
   */
  public LayerProfile measure(ModelBundle bundle, Partition partition) throws BundleException {
    try (NetworkGraphs graphs =
            new NetworkGraphs(partition, bundle.manifest().preprocessing(), random());
        OnnxTensor nothing = CallGraph.value();
        OpenGraph call = new OpenGraph(CallGraph.model(), Map.of(CallGraph.INPUT, nothing))) {
      graphs.openHalves();
      List<OpenGraph> all = new ArrayList<>(List.of(call));
      all.addAll(graphs.layers());
      all.addAll(graphs.heads());
      all.addAll(graphs.tails());
      Iterator<Timing> times = measure(all).iterator();
      Timing callTime = times.next();
      List<LayerTime> layers = layers("", partition, times);
      return profile(
          bundle.hash(), bundle.manifest().network(), callTime, cuts(partition, times), layers);
    } catch (OrtException e) {
      throw new BundleException(
          bundle.folder(),
          "ONNX Runtime can't run a piece of it: %s; ./cbnet bundle cuts --check tells which"
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * Measures the layers of models that are in no bundle.
   *
   * @param name stands for them as a network's does
   * @param models ONNX files that can be cut
   * @throws IllegalArgumentException where one of them can't be cut or run
   */
  public LayerProfile measureLayers(String name, List<byte[]> models) {
    List<NetworkGraphs> opened = new ArrayList<>();
    try {
      return measureLayers(name, models, opened);
    } catch (OrtException e) {
      throw new IllegalArgumentException("a model of %s can't be run: %s".formatted(name, e), e);
    } finally {
      opened.forEach(ProfileMeasurement::close);
    }
  }

  private LayerProfile measureLayers(String name, List<byte[]> models, List<NetworkGraphs> opened)
      throws OrtException {
    MessageDigest digest = sha256();
    List<Partition> partitions = new ArrayList<>();
    try (OnnxTensor nothing = CallGraph.value();
        OpenGraph call = new OpenGraph(CallGraph.model(), Map.of(CallGraph.INPUT, nothing))) {
      List<OpenGraph> all = new ArrayList<>(List.of(call));
      for (byte[] model : models) {
        listener.progress("opening", partitions.size(), models.size());
        digest.update(model);
        Partition partition = Partition.ofModel(model);
        partitions.add(partition);
        NetworkGraphs graphs = new NetworkGraphs(partition, Preprocessing.UNIT_RANGE, random());
        opened.add(graphs);
        all.addAll(graphs.layers());
      }
      listener.progress("opening", models.size(), models.size());
      Iterator<Timing> times = measure(all).iterator();
      Timing callTime = times.next();
      List<LayerTime> layers = new ArrayList<>();
      for (int i = 0; i < partitions.size(); i++) {
        layers.addAll(layers("%03d/".formatted(i), partitions.get(i), times));
      }
      return profile(HexFormat.of().formatHex(digest.digest()), name, callTime, List.of(), layers);
    }
  }

  // What all pieces run through is compiled first, as on an agent that has run for a while.
  private List<Timing> measure(List<OpenGraph> all) throws OrtException {
    for (int i = 0; i < COMPILED_AFTER_RUNS; i++) {
      all.get(0).run();
    }
    return new InterleavedRounds(plan, clocks, listener).measure(all);
  }

  private LayerProfile profile(
      String hash, String network, Timing call, List<CutTimes> cuts, List<LayerTime> layers) {
    return new LayerProfile(
        LayerProfile.FORMAT_VERSION,
        ProfileSource.MEASURED,
        hash,
        network,
        machine,
        clocks.date().instant().toString(),
        plan.rounds(),
        call,
        cuts,
        layers);
  }

  private static List<LayerTime> layers(
      String prefix, Partition partition, Iterator<Timing> times) {
    List<LayerTime> layers = new ArrayList<>();
    for (Layer layer : partition.layers()) {
      layers.add(
          new LayerTime(
              prefix + layer.name(),
              layer.kind(),
              layer.operators(),
              layer.firstCut(),
              layer.work(),
              times.next()));
    }
    return layers;
  }

  // First come the times of all heads, then those of all tails.
  static List<CutTimes> cuts(Partition partition, Iterator<Timing> times) {
    List<Timing> heads = new ArrayList<>();
    for (Cut cut : partition.cuts()) {
      heads.add(cut.hasHead() ? times.next() : null);
    }
    List<CutTimes> cuts = new ArrayList<>();
    for (Cut cut : partition.cuts()) {
      cuts.add(
          new CutTimes(cut.id(), heads.get(cut.number()), cut.hasTail() ? times.next() : null));
    }
    return cuts;
  }

  private Random random() {
    return new Random(plan.seed());
  }

  private static void close(NetworkGraphs graphs) {
    try {
      graphs.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not free a session", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
