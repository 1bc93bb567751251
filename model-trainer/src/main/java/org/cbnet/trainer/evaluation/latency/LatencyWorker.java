package org.cbnet.trainer.evaluation.latency;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.OpenBundle;

/**
 * The worker process: reads a request and frames, measures, and answers in lines of JSON. Its
 * standard input stays open as long as its parent lives; when it ends, so does the worker.
 */
public final class LatencyWorker {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WorkerRequest request;
  private final Provider provider;
  private final List<Frame> frames;
  private final PrintStream out;

  private LatencyWorker(WorkerRequest request, List<Frame> frames, PrintStream out) {
    this.request = request;
    this.provider = Provider.of(request.provider());
    this.frames = frames;
    this.out = out;
  }

  /**
   * Serves one request.
   *
   * @param input request and frames; then held open
   * @param out messages; nothing else may write there
   * @param orphaned run when the input ends before the answer is written
   */
  public static void serve(InputStream input, PrintStream out, Runnable orphaned)
      throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(input));
    WorkerRequest request = JSON.readValue(in.readNBytes(in.readInt()), WorkerRequest.class);
    List<Frame> frames = FrameStream.read(in);
    Thread lifeline = new Thread(() -> await(in, orphaned), "parent-watch");
    lifeline.setDaemon(true);
    lifeline.start();
    new LatencyWorker(request, frames, out).run();
  }

  private static void await(InputStream in, Runnable orphaned) {
    try {
      while (in.read() >= 0) {
        // Nothing more is said; only the end matters.
      }
    } catch (IOException e) {
      // A broken pipe is an end too.
    }
    orphaned.run();
  }

  private void run() throws IOException {
    RandomGenerator random = new SplittableRandom(request.seed());
    int size = request.subjects().size();
    OpenBundle[] bundles = new OpenBundle[size];
    List<Optional<BatchClassifier>> batches = new ArrayList<>();
    try {
      // What is opened first gets other memory than what is opened last: each process another.
      for (int index : InterleavedRounds.order(size, random)) {
        bundles[index] = OpenBundle.open(load(request.subjects().get(index)), provider);
      }
      int steps = request.warmUpRounds() + request.rounds();
      int batchWarmUp = Math.min(request.warmUpRounds(), request.batchRounds());
      int total = steps + batchWarmUp + request.batchRounds();
      double[][][] inferences = inferences(List.of(bundles), random, total);
      for (OpenBundle bundle : bundles) {
        batches.add(BatchClassifier.open(bundle.bundle(), provider));
      }
      InterleavedRounds rounds =
          new InterleavedRounds(batchWarmUp, request.batchRounds(), request.firstRound(), random);
      List<double[][]> throughput =
          batches(batches, rounds, done -> send(new WorkerMessage(steps + done, total, null)));
      send(new WorkerMessage(total, total, new WorkerResult(List.of(inferences), throughput)));
    } finally {
      batches.forEach(batch -> batch.ifPresent(BatchClassifier::close));
      for (OpenBundle bundle : bundles) {
        if (bundle != null) {
          bundle.close();
        }
      }
    }
  }

  private static ModelBundle load(Subject subject) throws IOException {
    return ModelBundle.load(Path.of(subject.folder()));
  }

  private double[][][] inferences(List<OpenBundle> bundles, RandomGenerator random, int total) {
    List<InferenceBlock> blocks =
        bundles.stream().map(bundle -> new InferenceBlock(bundle.strategy(), frames)).toList();
    return new InterleavedRounds(
            request.warmUpRounds(), request.rounds(), request.firstRound(), random)
        .measure(blocks, done -> send(new WorkerMessage(done, total, null)));
  }

  private List<double[][]> batches(
      List<Optional<BatchClassifier>> classifiers, InterleavedRounds rounds, IntConsumer progress) {
    List<BatchBlock> blocks =
        classifiers.stream()
            .flatMap(Optional::stream)
            .map(classifier -> new BatchBlock(classifier, frames))
            .toList();
    double[][][] measured = rounds.measure(blocks, progress);
    List<double[][]> bySubject = new ArrayList<>();
    int next = 0;
    for (Optional<BatchClassifier> classifier : classifiers) {
      bySubject.add(classifier.isPresent() ? measured[next++] : null);
    }
    return bySubject;
  }

  private void send(WorkerMessage message) {
    try {
      out.println(JSON.writeValueAsString(message));
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("a message is no JSON", e);
    }
  }
}
