package org.cbnet.trainer.imports;

/** What a model answers, and what is done so that a bundle answers logits. */
public enum AnswerKind {
  /** Logits, or what takes their place: nothing is done. */
  LOGITS("logits, as they are"),
  /** The softmax that ends the model is left out: what goes into it are the logits. */
  SOFTMAX("probabilities of a softmax, which is left out"),
  /** Probabilities of another making: their logarithm goes through a softmax unchanged. */
  PROBABILITIES("probabilities, whose logarithm is taken");

  private final String description;

  AnswerKind(String description) {
    this.description = description;
  }

  /** For people and the bundle's provenance. */
  public String description() {
    return description;
  }
}
