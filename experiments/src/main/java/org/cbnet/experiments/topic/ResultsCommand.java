package org.cbnet.experiments.topic;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the results topic, one result a line, repeats too: what checks from outside count. */
@Command(
    name = "results",
    description = "Prints every result of the raw topic, one a line, separated by tabs.",
    footer = {
      "",
      "deviceId, installId, bootNumber, sequence (together the identity), frameId,",
      "predictedLabel, captureMicros, strategy. What was delivered twice is printed",
      "twice; what is absent is '-'.",
      "",
      "Examples:",
      "  ./cbnet broker results | cut -f 5,6 | sort -u",
      "  ./cbnet broker results --bootstrap-servers 127.0.0.1:19092"
    })
public final class ResultsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(
      names = "--bootstrap-servers",
      defaultValue = "127.0.0.1:9092",
      paramLabel = "HOST:PORT",
      description = "The broker (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      RawResults.read(bootstrapServers, batch -> print(batch, out));
    } catch (KafkaException e) {
      spec.commandLine()
          .getErr()
          .println(
              "results: the results topic at %s can't be read: %s"
                  .formatted(bootstrapServers, e.getMessage()));
      return 1;
    }
    out.flush();
    return 0;
  }

  private static void print(ResultBatch batch, PrintWriter out) {
    long sequence = batch.getFirstSequence();
    for (Result result : batch.getResults()) {
      out.println(
          String.join(
              "\t",
              batch.getDeviceId(),
              batch.getInstallId(),
              Long.toString(batch.getBootNumber()),
              Long.toString(sequence++),
              result.getFrameId(),
              Objects.toString(result.getPredictedLabel(), "-"),
              Long.toString(result.getCaptureMicros()),
              batch.getStrategy()));
    }
  }
}
