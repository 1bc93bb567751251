package org.cbnet.inference.profile;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cbnet.inference.bundle.Preprocessing;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.Layer;
import org.cbnet.inference.partition.Partition;

/**
 * All pieces of a network, open at the same time: layers, heads and tails. Each computes what it
 * would of one image, as layers hand on what they make. Used by one thread.
 */
final class NetworkGraphs implements AutoCloseable {
  private final Partition partition;
  private final Map<String, OnnxTensor> values = new HashMap<>();
  private final List<OpenGraph> layers = new ArrayList<>();
  private final List<OpenGraph> heads = new ArrayList<>();
  private final List<OpenGraph> tails = new ArrayList<>();

  /**
   * Opens the layers.
   *
   * @param preprocessing of the image's random pixels
   */
  NetworkGraphs(Partition partition, Preprocessing preprocessing, Random random)
      throws OrtException {
    this.partition = partition;
    try {
      CutTensor image = partition.cuts().get(0).tensors().get(0);
      values.put(image.name(), image(image, preprocessing.table(), random));
      for (Layer layer : partition.layers()) {
        OpenGraph graph = new OpenGraph(partition.layer(layer), values);
        layers.add(graph);
        graph.run();
        values.putAll(graph.outputs());
      }
    } catch (OrtException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Opens the halves of all cuts. */
  void openHalves() throws OrtException {
    for (Cut cut : partition.cuts()) {
      if (cut.hasHead()) {
        heads.add(new OpenGraph(partition.head(cut), values));
      }
      if (cut.hasTail()) {
        tails.add(new OpenGraph(partition.tail(cut), values));
      }
    }
  }

  /** In the partition's order. */
  List<OpenGraph> layers() {
    return layers;
  }

  /** By number, from the first cut that has one. */
  List<OpenGraph> heads() {
    return heads;
  }

  /** By number, to the last cut that has one. */
  List<OpenGraph> tails() {
    return tails;
  }

  @Override
  public void close() throws OrtException {
    for (List<OpenGraph> graphs : List.of(heads, tails, layers)) {
      for (OpenGraph graph : graphs) {
        graph.close();
      }
      graphs.clear();
    }
    // Whatever else is there was a layer's.
    if (!values.isEmpty()) {
      values.get(partition.cuts().get(0).tensors().get(0).name()).close();
      values.clear();
    }
  }

  private static OnnxTensor image(CutTensor image, float[] table, Random random)
      throws OrtException {
    FloatBuffer pixels =
        ByteBuffer.allocateDirect(Math.toIntExact(image.bytes()))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < image.elements(); i++) {
      pixels.put(i, table[random.nextInt(table.length)]);
    }
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(),
        pixels,
        image.shape().stream().mapToLong(Integer::longValue).toArray());
  }
}
