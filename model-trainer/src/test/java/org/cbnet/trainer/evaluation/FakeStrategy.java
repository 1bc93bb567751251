package org.cbnet.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.StageTimes;

/** Answers as told and writes down, in a list that several share, who saw what. */
public final class FakeStrategy implements InferenceStrategy {
  private final String name;
  private final List<String> seen;
  private final Function<Frame, Outcome> answer;

  public FakeStrategy(String name, List<String> seen, Function<Frame, Outcome> answer) {
    this.name = name;
    this.seen = seen;
    this.answer = answer;
  }

  /** Answers class 0 after the same time each. */
  public static FakeStrategy taking(String name, long nanos, List<String> seen) {
    return new FakeStrategy(name, seen, frame -> classified(0, "final", nanos));
  }

  public static FakeStrategy answering(Function<Frame, Outcome> answer) {
    return new FakeStrategy("fake", new ArrayList<>(), answer);
  }

  public static Outcome classified(int label, String exit, long nanos) {
    return new Outcome.Classified(label, 1, exit, new StageTimes(0, -1, nanos, nanos));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome infer(Frame frame) {
    seen.add(name + " " + frame.id());
    return answer.apply(frame);
  }

  @Override
  public void close() {}
}
