package org.cbnet.cloud.http;

import java.util.List;
import java.util.stream.Stream;
import org.cbnet.cloud.access.AuditLog;
import org.cbnet.cloud.deadletter.LetterReader;
import org.cbnet.cloud.deadletter.LetterReplay;
import org.cbnet.cloud.monitoring.Metrics;

/** The operations for those who keep the cloud running. */
public final class OperationsRoutes {

  private OperationsRoutes() {}

  public static List<Route> of(
      Metrics metrics, LetterReader letters, LetterReplay replay, AuditLog audit) {
    return Stream.of(
            new MetricsApi(metrics).routes(), new DeadLettersApi(letters, replay, audit).routes())
        .flatMap(List::stream)
        .toList();
  }
}
