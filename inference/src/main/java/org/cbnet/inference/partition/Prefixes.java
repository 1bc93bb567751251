package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through a network's prefixes and says of each what is live behind it. */
final class Prefixes {
  private final List<NodeProto> steps;
  private final CutTensor image;
  private final Map<String, TensorInfo> infos;
  private final Costs costs;
  private final Map<String, Integer> lastReads = new HashMap<>();

  /**
   * @param infos types and shapes of the tensors that steps make
   */
  Prefixes(Network network, Map<String, TensorInfo> infos, Costs costs) {
    this.steps = network.steps();
    this.image = network.image();
    this.infos = infos;
    this.costs = costs;
    for (int i = 0; i < steps.size(); i++) {
      for (String tensor : steps.get(i).getInputList()) {
        lastReads.put(network.source(tensor), i);
      }
    }
  }

  /** All, from none of the steps to the whole, but those with a tensor that can't be sent. */
  List<Prefix> all() {
    List<Prefix> prefixes = new ArrayList<>(List.of(new Prefix(0, List.of(image), 0)));
    Set<String> live = new LinkedHashSet<>(List.of(image.name()));
    long macs = 0;
    for (int i = 0; i < steps.size(); i++) {
      int step = i;
      macs += costs.macs(steps.get(i));
      live.addAll(steps.get(i).getOutputList());
      live.removeIf(tensor -> lastReads.getOrDefault(tensor, -1) <= step);
      Optional<List<CutTensor>> tensors = sendable(live);
      if (tensors.isPresent()) {
        prefixes.add(new Prefix(i + 1, tensors.get(), macs));
      }
    }
    return prefixes;
  }

  private Optional<List<CutTensor>> sendable(Collection<String> live) {
    List<CutTensor> tensors = new ArrayList<>();
    for (String name : live) {
      Optional<CutTensor> tensor = sendable(name);
      if (tensor.isEmpty()) {
        return Optional.empty();
      }
      tensors.add(tensor.get());
    }
    return Optional.of(tensors);
  }

  private Optional<CutTensor> sendable(String name) {
    TensorInfo info = infos.get(name);
    if (info == null || Arrays.stream(info.getShape()).anyMatch(size -> size < 1)) {
      return Optional.empty();
    }
    List<Integer> shape = Arrays.stream(info.getShape()).mapToObj(Math::toIntExact).toList();
    return ElementType.of(info.type).map(type -> new CutTensor(name, type, shape));
  }
}
