package org.cbnet.experiments.paper;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.Samples;

/** What graphs with one input take for one image on one thread, in turns. */
final class GraphTimes {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final int WARM_UP_ROUNDS = 50;

  private GraphTimes() {}

  /** Medians over rounds of the mean of a round's runs, by graph. */
  static double[] micros(List<byte[]> graphs, int rounds, int runsARound) {
    List<Graph> open = new ArrayList<>();
    Random random = new Random(1);
    try {
      for (byte[] graph : graphs) {
        open.add(Graph.open(graph, random));
      }
      double[][] micros = new double[graphs.size()][rounds];
      List<Integer> order = new ArrayList<>(IntStream.range(0, graphs.size()).boxed().toList());
      for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
        Collections.shuffle(order, random);
        for (int graph : order) {
          double taken = open.get(graph).micros(runsARound);
          if (round >= 0) {
            micros[graph][round] = taken;
          }
        }
      }
      return IntStream.range(0, micros.length)
          .mapToDouble(graph -> new Samples(micros[graph]).median())
          .toArray();
    } catch (OrtException e) {
      throw new IllegalStateException("a part of the paper's networks can't be run", e);
    } finally {
      open.forEach(Graph::close);
    }
  }

  private record Graph(OrtSession session, String input, OnnxTensor value) {
    static Graph open(byte[] model, Random random) throws OrtException {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = Provider.CPU.sessionOptions()) {
        OrtSession session = environment.createSession(model, options);
        String input = session.getInputNames().iterator().next();
        // One image, where a graph takes any number.
        long[] shape =
            Arrays.stream(((TensorInfo) session.getInputInfo().get(input).getInfo()).getShape())
                .map(size -> Math.max(1, size))
                .toArray();
        FloatBuffer values =
            FloatBuffer.allocate((int) Arrays.stream(shape).reduce(1, Math::multiplyExact));
        for (int i = 0; i < values.capacity(); i++) {
          values.put(i, random.nextFloat());
        }
        return new Graph(session, input, OnnxTensor.createTensor(environment, values, shape));
      }
    }

    double micros(int runs) throws OrtException {
      long begin = System.nanoTime();
      for (int run = 0; run < runs; run++) {
        session.run(Map.of(input, value)).close();
      }
      return (System.nanoTime() - begin) / NANOS_PER_MICRO / runs;
    }

    void close() {
      value.close();
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException("a session can't be closed", e);
      }
    }
  }
}
