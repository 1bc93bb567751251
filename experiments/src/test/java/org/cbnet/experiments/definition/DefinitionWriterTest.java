package org.cbnet.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionWriterTest {
  @TempDir private Path folder;

  @Test
  void writesEveryKey() throws Exception {
    Definition definition =
        TestDefinitions.read(
            folder, TestDefinitions.GOOD + "load: {frames-per-second: 0.1}\nseed: 7\n");

    assertThat(DefinitionWriter.text(definition))
        .isEqualTo(
            """
            name: test
            question: Is it so?
            data-sets:
            - fashion-mnist
            images:
            - all
            most-per-class: 100
            accuracy-frames: 10000
            arms:
            - name: edge-full
              strategy: edge-full
              bundle: lenet
            - name: early
              strategy: early-exit
              bundle: branchynet-tuned
              threshold-nats: 0.3
            - name: cbnet@margin
              strategy: cbnet
              bundle: cbnet@margin
            baseline: edge-full
            links:
            - none
            device-speeds:
            - 1.0
            deadline-seconds: 3.0
            board: rbp4b1.2-64
            meter: model
            other-boards: []
            load:
              frames-per-second: 0.1
            schedule:
              jvms: 9
              sessions: 3
              rounds: 10
              frames: 50
              warm-up-frames: 2000
            hypotheses:
            - id: faster
              claim: faster
              arm: cbnet@margin
              baseline: edge-full
              data-set: fashion-mnist
              margin: 1.5
            agents: []
            seed: 7
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Is it so: yes? # no",
        "- a list, or \\\"not\\\"?",
        "7",
        "true",
        "null",
        " spaces at both ends ",
        "two\\nlines\\n\\nand a third  with  more",
        "Unicode: \u00e9, \u03bb, \\U0001F600, \\0, \\t and \\x7f",
        "long enough to be folded, as it has more characters than a line of the written form can"
            + " take, with  two  spaces  here and there, and a word that goes on and on:"
            + " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void anyQuestionReadsBack(String question) throws Exception {
    Definition definition =
        TestDefinitions.read(
            folder, TestDefinitions.GOOD.replace("Is it so?", "\"" + question + "\""));

    Definition again = TestDefinitions.read(folder, DefinitionWriter.text(definition));

    assertThat(again).isEqualTo(definition);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0000000000000002", "1e-7", "0.1", "9.99999999999", "0"})
  void anyNumberReadsBack(String threshold) throws Exception {
    Definition definition =
        TestDefinitions.read(
            folder, TestDefinitions.GOOD.replace("nats: 0.3", "nats: " + threshold));

    assertThat(definition.arms().get(1).thresholdNats()).hasValue(Double.parseDouble(threshold));
    assertThat(TestDefinitions.read(folder, DefinitionWriter.text(definition)))
        .isEqualTo(definition);
  }
}
