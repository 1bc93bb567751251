package org.cbnet.trainer.evaluation.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An evaluation; the names of the components are the keys of the JSON.
 *
 * @param dataset name of the data set
 * @param frames number of test images shown to every network
 * @param trainingImages sizes of the training sets that networks tell of, those held back included:
 *     each once, the smallest first; empty where none tells
 * @param startedAt ISO-8601, UTC
 * @param machine where
 * @param versions with what
 * @param provider computed the graphs
 * @param rounds of the latency measurement that count
 * @param jvms fresh Java processes that the rounds were spread over
 * @param warmUpRounds of each process that do not count
 * @param enoughForClaims whether rounds and processes are as many as a claim needs, and the frames
 *     are the whole test set
 * @param stealShare share of processor time that other guests of the host took meanwhile; null
 *     where unknown
 * @param hardFrames what makes a frame hard; null where nothing tells
 * @param testEvaluations how often networks met the test set
 * @param aaCheck the baseline against itself; null where it was not measured
 * @param notes what the reader must know besides
 * @param models one a network
 * @param comparisons of {@code cbnet} with every other network, and of its controls where that
 *     tells what makes it accurate; empty where it was not measured
 */
public record EvaluationReport(
    String dataset,
    int frames,
    List<Integer> trainingImages,
    String startedAt,
    Machine machine,
    Versions versions,
    String provider,
    int rounds,
    int jvms,
    int warmUpRounds,
    boolean enoughForClaims,
    Double stealShare,
    String hardFrames,
    TestEvaluations testEvaluations,
    AaCheck aaCheck,
    List<String> notes,
    List<ModelFigures> models,
    List<Comparison> comparisons) {
  /** Rows of {@code cbnet} in other forms: they may be better, and are no baseline or control. */
  private static final String OWN = "cbnet";

  private static final String PAPER = "cbnet-paper";

  public EvaluationReport {
    trainingImages = List.copyOf(trainingImages);
    notes = List.copyOf(notes);
    models = List.copyOf(models);
    comparisons = List.copyOf(comparisons);
  }

  /** {@code cbnet} against every other network. */
  @JsonIgnore
  public List<Comparison> ofCbnet() {
    return comparisons.stream().filter(one -> one.name().equals(OWN)).toList();
  }

  /** Baselines and controls that beat {@code cbnet} on the front of accuracy and latency. */
  @JsonProperty
  public List<String> dominatedBy() {
    return rivals().stream().filter(Comparison::dominated).map(Comparison::other).toList();
  }

  /** {@code cbnet} against every baseline and control, its own other forms left out. */
  List<Comparison> rivals() {
    return ofCbnet().stream()
        .filter(one -> !one.other().startsWith(OWN) || one.other().equals(PAPER))
        .toList();
  }
}
