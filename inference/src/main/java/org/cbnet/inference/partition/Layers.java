package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds a network's layers: a step with what the runtime fuses behind it, as far as no cut comes
 * between and what is live there has a name on the wire.
 */
final class Layers {
  // ONNX Runtime's fusions behind convolutions, products and 8-bit operators: what follows in the
  // same pass over the values.
  private static final Set<String> FUSED =
      Set.of(
          "Add",
          "BatchNormalization",
          "Clip",
          "HardSigmoid",
          "LeakyRelu",
          "QuantizeLinear",
          "Relu",
          "Sigmoid",
          "Tanh");

  private final Network network;
  private final List<NodeProto> steps;
  private final List<Prefix> legal;
  private final List<Prefix> cuts;
  private final LayerKinds kinds;
  private final LayerWorks works;

  /**
   * @param legal all prefixes between which a layer can lie
   * @param cuts those that were chosen
   */
  Layers(Network network, Costs costs, List<Prefix> legal, List<Prefix> cuts) {
    this.network = network;
    this.steps = network.steps();
    this.legal = List.copyOf(legal);
    this.cuts = List.copyOf(cuts);
    this.kinds = new LayerKinds(network, costs);
    this.works = new LayerWorks(network, costs, kinds);
  }

  /** All, in order. */
  List<Layer> all() {
    List<Layer> layers = new ArrayList<>();
    Prefix from = legal.get(0);
    for (Prefix to : legal.subList(1, legal.size())) {
      if (isCut(to) || !goesOn(from, to)) {
        layers.add(layer(layers.size(), from, to));
        from = to;
      }
    }
    return layers;
  }

  private boolean isCut(Prefix prefix) {
    return firstCut(prefix.steps()) < firstCut(prefix.steps() + 1);
  }

  // Only what reads the value just made can be computed along with it.
  private boolean goesOn(Prefix from, Prefix to) {
    NodeProto first = steps.get(from.steps());
    NodeProto last = steps.get(to.steps() - 1);
    NodeProto next = steps.get(to.steps());
    return (Operators.isCounted(first) || kinds.readsCodes(first))
        && Operators.isStandard(next)
        && FUSED.contains(next.getOpType())
        && next.getInputList().contains(last.getOutput(0));
  }

  private Layer layer(int number, Prefix from, Prefix to) {
    List<NodeProto> within = steps.subList(from.steps(), to.steps());
    Set<String> read =
        within.stream()
            .flatMap(step -> step.getInputList().stream())
            .map(network::source)
            .collect(Collectors.toSet());
    Set<String> made =
        within.stream()
            .flatMap(step -> step.getOutputList().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<CutTensor> inputs = only(from, read);
    List<CutTensor> outputs = only(to, made);
    boolean last = to.steps() == steps.size();
    return new Layer(
        number,
        within.get(within.size() - 1).getOutput(0),
        kinds.of(within.get(0)),
        within.stream().map(NodeProto::getOpType).toList(),
        inputs,
        outputs,
        works.of(within, names(inputs), last ? List.of(network.output()) : names(outputs)),
        firstCut(to.steps()));
  }

  private int firstCut(int step) {
    int cut = 0;
    while (cut < cuts.size() && cuts.get(cut).steps() < step) {
      cut++;
    }
    return cut;
  }

  private static List<CutTensor> only(Prefix prefix, Set<String> names) {
    return prefix.tensors().stream().filter(tensor -> names.contains(tensor.name())).toList();
  }

  private static List<String> names(List<CutTensor> tensors) {
    return tensors.stream().map(CutTensor::name).toList();
  }
}
