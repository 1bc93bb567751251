package org.cbnet.inference.partition;

import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;

/**
 * A bundle's classifier with every cut between device and cloud that can be worth it, and the two
 * halves of each as ONNX models.
 *
 * <p>Cuts follow from the bytes of the graph alone: the same bundle gives the same numbers and
 * names on every machine, see the package's description for which there are. Halves have the types
 * and shapes of one image declared. Immutable, for use by any thread; a half is written anew at
 * each call.
 */
public final class Partition {
  private static final String ROLE = "whole";
  private static final String REST = "rest";
  private static final String LOGITS = "logits";

  private final String origin;
  private final Network network;
  private final List<Cut> cuts;
  private final List<Layer> layers;

  private Partition(String origin, Network network, List<Cut> cuts, List<Layer> layers) {
    this.origin = origin;
    this.network = network;
    this.cuts = List.copyOf(cuts);
    this.layers = List.copyOf(layers);
  }

  /**
   * Finds the cuts of a bundle's graph {@code whole}; runs it twice to learn the shapes within.
   *
   * @throws BundleException where there is no such graph or it can't be cut: control flow, several
   *     inputs, open or changing shapes, weights in other files, random numbers, nodes out of
   *     order, or nothing that ONNX Runtime runs
   */
  public static Partition of(ModelBundle bundle) throws BundleException {
    String file = bundle.model(ROLE).file();
    try {
      return of("bundle " + bundle.hash(), bundle.graph(ROLE));
    } catch (RefusedException e) {
      throw new BundleException(bundle.folder(), file + " " + e.getMessage(), e);
    }
  }

  /**
   * The one cut of a bundle that is in two parts already, exit 1 and the rest. The device runs its
   * own graph up to there, so this has no head worth the name.
   *
   * @throws BundleException where there is no graph {@code rest}, or it can't be read
   */
  public static Partition ofRest(ModelBundle bundle) throws BundleException {
    String file = bundle.model(REST).file();
    try {
      Partition rest = of("bundle " + bundle.hash(), bundle.graph(REST));
      List<CutTensor> features = rest.cuts.get(0).tensors();
      Cut cut = new Cut(1, features.get(0).name(), features, null, null);
      return new Partition(rest.origin, rest.network, List.of(cut), rest.layers);
    } catch (RefusedException e) {
      throw new BundleException(bundle.folder(), file + " " + e.getMessage(), e);
    }
  }

  /** Whether a bundle is in two parts already. */
  public static boolean isInParts(ModelBundle bundle) {
    return bundle.manifest().models().stream().anyMatch(model -> model.role().equals(REST));
  }

  /**
   * Finds the cuts of a model that is in no bundle.
   *
   * @param model an ONNX file with an output {@code logits}
   * @throws IllegalArgumentException where it can't be cut, as for a bundle
   */
  public static Partition ofModel(byte[] model) {
    try {
      return of("the model", model);
    } catch (RefusedException e) {
      throw new IllegalArgumentException("the model " + e.getMessage(), e);
    }
  }

  /** All cuts by number, from all in the cloud to all on the device; at least these two. */
  public List<Cut> cuts() {
    return cuts;
  }

  /**
   * The cut that a request names.
   *
   * @param id see {@link Cut#id()}
   * @throws IllegalArgumentException where this bundle has no such cut
   */
  public Cut cut(String id) {
    return cuts.stream()
        .filter(cut -> cut.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no cut '%s', only %s: give device and cloud the same bundle and version"
                        .formatted(origin, id, cuts.stream().map(Cut::id).toList())));
  }

  /**
   * The device's half as an ONNX model: reads the image, makes the tensors of the cut, or the
   * logits where all is on the device. A tensor of the cut may be the image itself.
   *
   * @throws IllegalArgumentException where the cut has no head
   */
  public byte[] head(Cut cut) {
    check(cut, cut.hasHead(), "head");
    return cut.hasTail() ? Half.head(network, cut.tensors()) : Half.whole(network);
  }

  /**
   * The cloud's half as an ONNX model: reads the tensors of the cut, makes the logits.
   *
   * @throws IllegalArgumentException where the cut has no tail
   */
  public byte[] tail(Cut cut) {
    check(cut, cut.hasTail(), "tail");
    return cut.hasHead() ? Half.tail(network, cut.tensors()) : Half.whole(network);
  }

  /**
   * The cloud's half with the number of images left open; nothing where a tensor of the cut does
   * not begin with it. Nobody has looked whether its nodes bear more than one.
   */
  Optional<byte[]> batchTail(Cut cut) {
    check(cut, cut.hasTail(), "tail");
    boolean countsImages =
        cut.tensors().stream()
            .allMatch(tensor -> !tensor.shape().isEmpty() && tensor.shape().get(0) == 1);
    return countsImages ? Optional.of(Half.batchTail(network, cut.tensors())) : Optional.empty();
  }

  /** What the network computes one after the other, in pieces that the runtime does at once. */
  public List<Layer> layers() {
    return layers;
  }

  /**
   * One layer alone as an ONNX model: reads its inputs, makes its outputs, or the logits where it
   * has none.
   *
   * @throws IllegalArgumentException where it is no layer of this network
   */
  public byte[] layer(Layer layer) {
    if (!layers.contains(layer)) {
      throw new IllegalArgumentException("layer %s is not of %s".formatted(layer.name(), origin));
    }
    return Half.layer(network, layer);
  }

  private void check(Cut cut, boolean there, String half) {
    if (!cuts.contains(cut)) {
      throw new IllegalArgumentException("cut %s is not of %s".formatted(cut.id(), origin));
    }
    if (!there) {
      throw new IllegalArgumentException("cut %s has no %s".formatted(cut.id(), half));
    }
  }

  private static Partition of(String origin, byte[] model) throws RefusedException {
    Network network = Network.of(model, LOGITS);
    Map<String, TensorInfo> infos = TrialRun.tensors(network);
    Costs costs = new Costs(network, infos);
    List<Prefix> legal = new Prefixes(network, infos, costs).all();
    List<Prefix> chosen = new CutChoice(network.steps()).choose(legal);
    List<Layer> layers = new Layers(network, costs, legal, chosen).all();
    return new Partition(origin, network, cuts(network, costs, chosen), layers);
  }

  private static List<Cut> cuts(Network network, Costs costs, List<Prefix> prefixes) {
    boolean known = costs.areKnown(network.steps());
    long total = prefixes.get(prefixes.size() - 1).macs();
    List<Cut> cuts = new ArrayList<>();
    for (Prefix prefix : prefixes) {
      Long device = known ? prefix.macs() : null;
      Long cloud = known ? total - prefix.macs() : null;
      cuts.add(new Cut(cuts.size(), name(prefix), prefix.tensors(), device, cloud));
    }
    return cuts;
  }

  private static String name(Prefix prefix) {
    if (prefix.steps() == 0) {
      return Cut.INPUT;
    }
    List<CutTensor> tensors = prefix.tensors();
    return tensors.isEmpty() ? Cut.OUTPUT : tensors.get(tensors.size() - 1).name();
  }
}
