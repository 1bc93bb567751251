package org.cbnet.edge.loop;

import java.util.Objects;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.inference.InferenceStrategy;

/** What the loop infers with, and under what its results are made. */
public record Work(InferenceStrategy strategy, WorkContext context) {
  public Work {
    Objects.requireNonNull(strategy, "strategy is null");
    Objects.requireNonNull(context, "context is null");
  }

  /** The same in another round. */
  public Work inRound(int round) {
    return new Work(strategy, context.inRound(round));
  }
}
