package org.cbnet.edge.energy.instrument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * Asks a device on the local network for JSON. {@link HttpURLConnection} because its time-outs hold
 * for connecting and for every read, and it needs no threads of its own.
 */
final class HttpJson {
  private static final int MAX_BYTES = 64 * 1024;
  // Numbers as they were written: their last place is the device's resolution.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final URI address;
  private final Duration timeout;

  /**
   * @param address scheme, host and port
   */
  HttpJson(URI address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
  }

  /**
   * The answer to a GET of this path.
   *
   * @throws IOException where there is none in time, or none that is JSON
   */
  JsonNode get(String pathAndQuery) throws IOException {
    URI uri = address.resolve(pathAndQuery);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout((int) timeout.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    try {
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException("%s answers with status %d".formatted(uri, status));
      }
      try (InputStream in = connection.getInputStream()) {
        return JSON.readTree(in.readNBytes(MAX_BYTES));
      }
    } catch (JsonProcessingException e) {
      throw new IOException("%s answers no JSON: %s".formatted(uri, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw e.getMessage() != null && e.getMessage().contains(address.getHost())
          ? e
          : new IOException("%s: %s".formatted(uri, e.getMessage()), e);
    }
  }

  /** The number at this place of an answer. */
  static BigDecimal number(JsonNode node, String name) throws IOException {
    JsonNode value = node.path(name);
    if (!value.isNumber()) {
      throw new IOException("the answer has no number '%s'".formatted(name));
    }
    return value.decimalValue();
  }
}
