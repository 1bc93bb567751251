package org.cbnet.cloud.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;

/** Reads JSON that somebody sends: what is unknown, twice there or of another type is refused. */
final class JsonBodies {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private JsonBodies() {}

  /** Reads as many bytes as the operation takes; a field that is not what it must be is named. */
  static <T> T read(Context context, Class<T> type) {
    T value;
    try (InputStream in = RequestBody.stream(context)) {
      value = JSON.readValue(in.readAllBytes(), type);
    } catch (JsonProcessingException e) {
      throw new BadParameterException(message(e));
    } catch (IOException e) {
      throw new ProblemException(400, "broken-body", "the body broke off: " + e.getMessage());
    }
    if (value == null) {
      throw new BadParameterException("the body must be a JSON object: null");
    }
    return value;
  }

  private static String message(JsonProcessingException e) {
    String path =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
                .collect(Collectors.joining("."))
            : "";
    String why = e.getOriginalMessage().lines().findFirst().orElse("it can't be read");
    return "%s: %s".formatted(path.isEmpty() ? "the body" : path, why);
  }
}
