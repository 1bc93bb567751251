package org.cbnet.experiments.bench.stream;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.cbnet.experiments.bench.stream.naive.NaiveSettings;
import org.cbnet.experiments.bench.stream.naive.NaiveTopology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One contender as a process of its own, until its standard input ends; for {@code stream}. */
@Command(name = "contender", hidden = true, description = "Part of 'bench stream'.")
public final class ContenderCommand implements Callable<Integer> {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  enum Kind {
    CEILING,
    FRAMEWORK,
    NAIVE
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}.")
  private Kind kind;

  @Option(names = "--bootstrap-servers", required = true, paramLabel = "HOST:PORT")
  private String bootstrapServers;

  @Option(names = "--group", required = true, paramLabel = "NAME")
  private String group;

  @Option(names = "--threads", required = true, paramLabel = "N")
  private int threads;

  @Option(names = "--commit-millis", required = true, paramLabel = "N")
  private long commitMillis;

  @Option(names = "--state", required = true, paramLabel = "DIR")
  private Path state;

  @Override
  public Integer call() throws Exception {
    switch (kind) {
      case CEILING -> ceiling();
      case FRAMEWORK -> streams(FrameworkTopology.topology());
      case NAIVE -> streams(NaiveTopology.topology());
    }
    return 0;
  }

  private void streams(Topology topology) throws Exception {
    // As the cloud does.
    Locale.setDefault(Locale.Category.FORMAT, Locale.US);
    KafkaStreams streams =
        new KafkaStreams(
            topology,
            NaiveSettings.of(
                bootstrapServers, group, threads, Duration.ofMillis(commitMillis), state));
    streams.start();
    untilEnd();
    // Within a time: where the broker went first, its last commit would be tried for ever.
    streams.close(CLOSE_WITHIN);
  }

  private void ceiling() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    LongAdder results = new LongAdder();
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread reader =
          new Thread(
              new CeilingReader(
                  bootstrapServers, group, Duration.ofMillis(commitMillis), results, stop),
              "reader-" + i);
      reader.start();
      readers.add(reader);
    }
    untilEnd();
    stop.set(true);
    for (Thread reader : readers) {
      reader.join();
    }
  }

  private void untilEnd() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.println("contender ready");
    out.flush();
    System.in.transferTo(OutputStream.nullOutputStream());
  }
}
