package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a network's graphs on images in float and notes the ranges of their activations. */
final class ActivationCalibration {
  private final List<float[]> images;
  private final long[] shape;

  /**
   * @param images input values, one array an image
   * @param shape of the input tensor, its leading 1 included
   */
  ActivationCalibration(List<float[]> images, long... shape) {
    this.images = List.copyOf(images);
    this.shape = shape.clone();
  }

  /**
   * Measures the tensors that {@link Int8Quantisation} asks for.
   *
   * @param graphs by role; a later one may read what an earlier one gives
   * @return ranges by role and tensor
   * @throws UnfitException where a graph can't be run or a range is not finite
   */
  Map<String, Map<String, ActivationRange>> measure(Map<String, EditableModel> graphs)
      throws IOException {
    Map<String, Map<String, ActivationRange>> ranges = new HashMap<>();
    List<Probe> probes = new ArrayList<>();
    try {
      for (Map.Entry<String, EditableModel> graph : graphs.entrySet()) {
        probes.add(new Probe(graph.getValue()));
        ranges.put(graph.getKey(), probes.get(probes.size() - 1).ranges);
      }
      for (float[] image : images) {
        run(probes, image, ActivationRange::extend);
      }
      for (Probe probe : probes) {
        probe.checkFinite();
      }
      for (float[] image : images) {
        run(probes, image, ActivationRange::count);
      }
    } catch (OrtException e) {
      throw new UnfitException("ONNX Runtime can't run a graph to calibrate: " + e.getMessage(), e);
    } finally {
      for (Probe probe : probes) {
        probe.close();
      }
    }
    return ranges;
  }

  private void run(List<Probe> probes, float[] image, Look look) throws OrtException {
    List<OrtSession.Result> opened = new ArrayList<>();
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try (OnnxTensor input =
        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(image), shape)) {
      for (Probe probe : probes) {
        opened.add(probe.run(input, tensors, look));
      }
    } finally {
      opened.forEach(OrtSession.Result::close);
    }
  }

  /** What is done with the values of a tensor. */
  private interface Look {
    void at(ActivationRange range, FloatBuffer values);
  }

  /** A graph with every tensor of interest among its outputs. */
  private static final class Probe {
    private final OrtSession session;
    private final String input;
    private final Map<String, ActivationRange> ranges = new HashMap<>();

    Probe(EditableModel model) throws IOException, OrtException {
      EditableModel probed = EditableModel.of(model.toByteArray());
      this.input = probed.inputs().get(0).getName();
      for (String tensor : Int8Quantisation.activations(model)) {
        ranges.put(tensor, new ActivationRange());
        if (!tensor.equals(input) && !probed.isOutput(tensor)) {
          probed.outputs().add(output(tensor));
        }
      }
      this.session = OrtEnvironment.getEnvironment().createSession(probed.toByteArray());
    }

    // The graph reads the image, or what an earlier graph gave under the name of its input.
    OrtSession.Result run(OnnxTensor image, Map<String, OnnxTensor> given, Look look)
        throws OrtException {
      OnnxTensor read = given.getOrDefault(input, image);
      OrtSession.Result result = session.run(Map.of(input, read));
      result.forEach(entry -> given.put(entry.getKey(), (OnnxTensor) entry.getValue()));
      for (Map.Entry<String, ActivationRange> range : ranges.entrySet()) {
        OnnxTensor tensor = range.getKey().equals(input) ? read : given.get(range.getKey());
        look.at(range.getValue(), tensor.getFloatBuffer());
      }
      return result;
    }

    void checkFinite() throws UnfitException {
      for (Map.Entry<String, ActivationRange> range : ranges.entrySet()) {
        if (!range.getValue().isFinite()) {
          throw new UnfitException(
              "tensor %s is not finite on all calibration images".formatted(range.getKey()));
        }
      }
    }

    void close() throws IOException {
      try {
        session.close();
      } catch (OrtException e) {
        throw new IOException("ONNX Runtime could not free a session", e);
      }
    }

    private static ValueInfoProto output(String tensor) {
      TypeProto.Tensor type =
          TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()).build();
      return ValueInfoProto.newBuilder()
          .setName(tensor)
          .setType(TypeProto.newBuilder().setTensorType(type))
          .build();
    }
  }
}
