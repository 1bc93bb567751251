package org.cbnet.experiments.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cbnet.cloud.start.InputTopics;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ResultsCommandTest {
  @TempDir private Path folder;
  private EmbeddedBroker broker;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(folder, 0);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void printsEveryResultAsOftenAsItWasDelivered() throws Exception {
    makeTopics();
    ResultBatch batch = batch(7, result("a", 3), result("b", null));
    send(batch, batch);

    assertThat(run()).isZero();

    String a = "pi-1\tinstall\t2\t7\ta\t3\t1000\tcbnet";
    String b = "pi-1\tinstall\t2\t8\tb\t-\t1000\tcbnet";
    assertThat(out.toString().lines()).containsExactly(a, b, a, b);
  }

  @Test
  void printsNothingOfAnEmptyTopic() throws Exception {
    makeTopics();

    assertThat(run()).isZero();

    assertThat(out.toString()).isEmpty();
  }

  @Test
  void namesATopicThatIsMissing() {
    assertThat(run()).isEqualTo(1);

    assertThat(err.toString()).contains(broker.bootstrapServers(), "cbnet.inference.results");
  }

  private int run() {
    return new CommandLine(new ResultsCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .execute("--bootstrap-servers", broker.bootstrapServers());
  }

  private void makeTopics() throws Exception {
    Properties client = new Properties();
    client.put("bootstrap.servers", broker.bootstrapServers());
    new InputTopics(2, 1).prepare(client);
  }

  private void send(ResultBatch... batches) throws Exception {
    var topic = Topics.INFERENCE_RESULTS;
    try (KafkaProducer<String, ResultBatch> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            topic.key().serializer(),
            topic.value().serializer())) {
      for (ResultBatch batch : batches) {
        producer.send(new ProducerRecord<>(topic.name(), batch.getDeviceId(), batch)).get();
      }
    }
  }

  private static ResultBatch batch(long firstSequence, Result... results) {
    ResultBatch batch = new ResultBatch();
    batch.setDeviceId("pi-1");
    batch.setInstallId("install");
    batch.setBootNumber(2);
    batch.setOsBootId("os-boot");
    batch.setFirstSequence(firstSequence);
    batch.setDroppedRanges(List.of());
    batch.setSite("lab");
    batch.setBoard("rbp4b1.2-64");
    batch.setAgentVersion("0.1.0");
    batch.setModelHash("model");
    batch.setStrategy("cbnet");
    batch.setConfigHash("config");
    batch.setResults(List.of(results));
    return batch;
  }

  private static Result result(String frameId, Integer label) {
    Result result = new Result();
    result.setOutcome(label == null ? "failed" : "classified");
    result.setFrameId(frameId);
    result.setPredictedLabel(label);
    result.setCaptureMicros(1_000);
    return result;
  }
}
