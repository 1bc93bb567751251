package org.cbnet.edge.capture.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import org.cbnet.edge.capture.StoredResult;
import org.cbnet.schemas.record.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests in JSON; a sender that is gone is nobody's trouble. Safe for several threads.
 */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(HttpSource.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private Replies() {}

  static void stored(HttpExchange exchange, StoredResult stored) {
    Result result = stored.result();
    ObjectNode json = JSON.createObjectNode();
    json.put("deviceId", stored.deviceId());
    json.put("installId", stored.installId());
    json.put("bootNumber", stored.bootNumber());
    json.put("sequence", stored.sequence());
    json.put("frameId", result.getFrameId());
    json.put("outcome", result.getOutcome());
    if (result.getFailureReason() != null) {
      json.put("failureReason", result.getFailureReason());
    }
    if (result.getPredictedLabel() != null) {
      json.put("predictedLabel", result.getPredictedLabel());
      json.put("confidence", result.getConfidence());
      json.put("exit", result.getExit());
      json.put("totalNanos", result.getTotalNanos());
    }
    send(exchange, 200, json);
  }

  static void refused(HttpExchange exchange, Refusal refusal) {
    refusal.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    send(
        exchange,
        refusal.status(),
        JSON.createObjectNode().put("error", String.valueOf(refusal.getMessage())));
  }

  private static void send(HttpExchange exchange, int status, ObjectNode json) {
    try (exchange) {
      byte[] body = JSON.writeValueAsBytes(json);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("reason", e).log("a sender did not wait for the answer");
    }
  }
}
