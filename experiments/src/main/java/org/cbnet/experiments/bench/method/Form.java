package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Where the two arms of a comparison are. */
enum Form {
  /** In one process: the same bundle opened twice. */
  SESSIONS("sessions"),
  /** In two processes that take turns, as two agents would. */
  JVMS("jvms");

  private final String id;

  Form(String id) {
    this.id = id;
  }

  /** The name that options and figures use. */
  String id() {
    return id;
  }

  /** Measures one repetition: clusters that the pool's processes are dealt to at random. */
  List<Map<Comparison, Turns>> measure(WorkerPool pool, MethodPlan plan, RandomGenerator random)
      throws IOException, InterruptedException {
    return switch (this) {
      case SESSIONS -> SessionsForm.measure(pool, plan, random);
      case JVMS -> JvmsForm.measure(pool, plan, random);
    };
  }
}
