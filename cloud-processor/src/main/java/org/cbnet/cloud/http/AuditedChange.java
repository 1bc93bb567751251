package org.cbnet.cloud.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.function.Supplier;
import org.cbnet.cloud.access.AuditLog;
import org.cbnet.cloud.access.AuditLog.Outcome;
import org.cbnet.cloud.control.table.ConflictException;

/** Makes a change of control data, and writes down who made it. */
final class AuditedChange {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AuditLog audit;

  AuditedChange(AuditLog audit) {
    this.audit = Objects.requireNonNull(audit, "audit is null");
  }

  /**
   * Makes a change.
   *
   * @param before what is there, as it is answered; null where nothing is
   * @param wanted what is to be there; null where nothing is
   * @return what the change answers
   */
  <T> T make(
      Context context,
      String action,
      String target,
      Object before,
      Object wanted,
      Supplier<T> change) {
    try {
      T made = change.get();
      record(context, action, target, before, made == null ? wanted : made, Outcome.DONE);
      return made;
    } catch (ConflictException e) {
      record(context, action, target, before, wanted, Outcome.REFUSED);
      throw Conditions.failed(e.getMessage());
    }
  }

  private void record(
      Context context, String action, String target, Object before, Object after, Outcome outcome) {
    audit.record(Caller.of(context), action, target, json(before), json(after), outcome);
  }

  private static String json(Object value) {
    try {
      return value == null ? null : JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer can be written", e);
    }
  }
}
