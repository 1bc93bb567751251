package org.cbnet.trainer.imports;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorAnnotation;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Renames tensors wherever a graph names them, graphs inside its nodes included: those read tensors
 * of the graph around them, and ONNX lets no name mean two tensors of one model.
 */
final class TensorRenaming {
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  TensorRenaming(GraphProto graph) {
    collect(graph);
  }

  /** Renames a tensor; another that has the name already gets a fresh one. */
  void rename(String from, String to) {
    if (!from.equals(to) && taken.contains(to)) {
      names.putIfAbsent(to, fresh(to));
    }
    names.put(from, to);
  }

  /** A name like the one wanted that no tensor has. */
  String fresh(String wanted) {
    String name = wanted;
    for (int i = 1; !taken.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  GraphProto apply(GraphProto graph) {
    GraphProto.Builder builder = graph.toBuilder();
    builder.getInputBuilderList().forEach(this::apply);
    builder.getOutputBuilderList().forEach(this::apply);
    builder.getValueInfoBuilderList().forEach(this::apply);
    builder.getInitializerBuilderList().forEach(this::apply);
    builder.getSparseInitializerBuilderList().forEach(each -> apply(each.getValuesBuilder()));
    builder.getNodeBuilderList().forEach(this::apply);
    for (TensorAnnotation.Builder annotation : builder.getQuantizationAnnotationBuilderList()) {
      annotation.setTensorName(name(annotation.getTensorName()));
      for (StringStringEntryProto.Builder entry :
          annotation.getQuantParameterTensorNamesBuilderList()) {
        entry.setValue(name(entry.getValue()));
      }
    }
    return builder.build();
  }

  private void apply(ValueInfoProto.Builder value) {
    value.setName(name(value.getName()));
  }

  private void apply(TensorProto.Builder tensor) {
    tensor.setName(name(tensor.getName()));
  }

  private void apply(NodeProto.Builder node) {
    List<String> inputs = node.getInputList().stream().map(this::name).toList();
    List<String> outputs = node.getOutputList().stream().map(this::name).toList();
    node.clearInput().addAllInput(inputs).clearOutput().addAllOutput(outputs);
    for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
      if (attribute.hasG()) {
        attribute.setG(apply(attribute.getG()));
      }
      for (int i = 0; i < attribute.getGraphsCount(); i++) {
        attribute.setGraphs(i, apply(attribute.getGraphs(i)));
      }
    }
  }

  private String name(String old) {
    return names.getOrDefault(old, old);
  }

  private void collect(GraphProto graph) {
    taken.addAll(Tensors.names(graph.getInputList()));
    graph.getInitializerList().forEach(each -> taken.add(each.getName()));
    graph.getSparseInitializerList().forEach(each -> taken.add(each.getValues().getName()));
    for (NodeProto node : graph.getNodeList()) {
      taken.addAll(node.getOutputList());
      for (AttributeProto attribute : node.getAttributeList()) {
        collect(attribute.getG());
        attribute.getGraphsList().forEach(this::collect);
      }
    }
  }
}
