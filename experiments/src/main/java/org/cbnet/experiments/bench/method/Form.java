package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Where the two arms of a comparison are. */
enum Form {
  /** In one process: the same bundle opened twice. */
  SESSIONS("sessions", SessionsForm::new),
  /** In two processes that take turns, as two agents would. */
  JVMS("jvms", JvmsForm::new);

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor's reference
  private final Function<WorkerPool, Source> source;

  Form(String id, Function<WorkerPool, Source> source) {
    this.id = id;
    this.source = source;
  }

  /** The name that options and figures use. */
  String id() {
    return id;
  }

  Source source(WorkerPool workers) {
    return source.apply(workers);
  }

  /** Measures clusters of one form. */
  @FunctionalInterface
  interface Source {
    /** One cluster, in processes of its own, all comparisons within the same rounds. */
    Map<Comparison, Turns> cluster(RandomGenerator random) throws IOException, InterruptedException;
  }
}
