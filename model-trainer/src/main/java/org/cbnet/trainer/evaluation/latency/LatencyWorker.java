package org.cbnet.trainer.evaluation.latency;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.inference.Frame;
import org.cbnet.inference.strategy.Provider;

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
    OpenSubject[] subjects = new OpenSubject[request.subjects().size()];
    try {
      // What is opened first gets other memory than what is opened last: each process another.
      for (int index : InterleavedRounds.order(subjects.length, random)) {
        subjects[index] = OpenSubject.open(request.subjects().get(index), frames, provider);
      }
      measure(List.of(subjects), random);
    } finally {
      for (OpenSubject subject : subjects) {
        if (subject != null) {
          subject.close();
        }
      }
    }
  }

  // Throughput comes last, and its sessions are opened only then: latency is what is claimed.
  private void measure(List<OpenSubject> subjects, RandomGenerator random) throws IOException {
    int steps = request.warmUpRounds() + request.rounds();
    int batchWarmUp = Math.min(request.warmUpRounds(), request.batchRounds());
    int total = steps + batchWarmUp + request.batchRounds();
    double[][][] inferences =
        new InterleavedRounds(
                request.warmUpRounds(), request.rounds(), request.firstRound(), random)
            .measure(
                subjects.stream().map(OpenSubject::inferences).toList(),
                done -> send(new WorkerMessage(done, total, null)));
    List<Optional<BatchBlock>> batches = new ArrayList<>();
    for (OpenSubject subject : subjects) {
      batches.add(subject.batches(provider));
    }
    double[][][] throughput =
        new InterleavedRounds(batchWarmUp, request.batchRounds(), request.firstRound(), random)
            .measure(
                batches.stream().flatMap(Optional::stream).toList(),
                done -> send(new WorkerMessage(steps + done, total, null)));
    WorkerResult result = new WorkerResult(List.of(inferences), bySubject(batches, throughput));
    send(new WorkerMessage(total, total, result));
  }

  private static List<double[][]> bySubject(
      List<Optional<BatchBlock>> batches, double[][][] measured) {
    List<double[][]> bySubject = new ArrayList<>();
    int next = 0;
    for (Optional<BatchBlock> batch : batches) {
      bySubject.add(batch.isPresent() ? measured[next++] : null);
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
