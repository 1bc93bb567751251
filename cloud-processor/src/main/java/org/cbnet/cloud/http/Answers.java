package org.cbnet.cloud.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the answers of an operation: JSON, or its rows as CSV, whichever the caller would rather
 * have, with a strong ETag.
 */
final class Answers {
  /** Writes JSON: what does not apply is null, not absent. */
  static final ObjectMapper MAPPER =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);

  private static final String CSV = "text/csv";
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final int TAG_BYTES = 18;

  private final int status;
  private final Optional<String> rows;
  private final Optional<CsvTable> table;

  Answers(int status, Type type, Optional<String> rows) {
    this.status = status;
    this.rows = rows;
    this.table = rows.map(list -> CsvTable.of(type, list));
  }

  void send(Context context, RouteBuilder.Answer answer) throws Exception {
    String[] offered = table.isPresent() ? new String[] {Body.JSON, CSV} : new String[] {Body.JSON};
    String mediaType = MediaTypes.best(context.header("Accept"), offered);
    Object value = answer.to(context);
    if (value == null) {
      context.status(status);
    } else if (mediaType.equals(CSV)) {
      JsonNode tree = MAPPER.valueToTree(value);
      header(context, "Cbnet-Position", tree.get("position"));
      header(context, "Cbnet-Next", tree.get("next"));
      context.header("Vary", "Accept");
      bytes(
          context.status(status),
          CSV + "; charset=utf-8",
          table.orElseThrow().write(tree.get(rows.get())));
    } else {
      context.header("Vary", "Accept");
      bytes(context.status(status), Body.JSON, bytes(value));
    }
  }

  /** Writes JSON that is no operation's good answer. */
  static void json(Context context, int status, Object value) {
    context.status(status).contentType(Body.JSON).result(bytes(value));
  }

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("answer", e);
    }
  }

  private static void header(Context context, String name, JsonNode value) {
    if (value != null && !value.isNull()) {
      context.header(name, value.isTextual() ? value.asText() : value.toString());
    }
  }

  /** Writes a good answer as it is; where the caller has it already, only that. */
  static void bytes(Context context, String contentType, byte[] content) {
    if (READING.contains(context.method().name()) && context.statusCode() == 200) {
      // What has a revision has its tag from there.
      String tag = Objects.requireNonNullElseGet(revision(context), () -> tag(content));
      context.header("ETag", tag);
      // To be asked about each time, where no-store would forbid to keep what the tag is of.
      context.header("Cache-Control", "private, no-cache");
      if (matches(context.header("If-None-Match"), tag)) {
        context.status(304);
        return;
      }
    }
    context.contentType(contentType).result(content);
  }

  private static String revision(Context context) {
    return context.res().getHeader("ETag");
  }

  private static String tag(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, TAG_BYTES)) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static boolean matches(String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    return ifNoneMatch.strip().equals("*")
        || Arrays.stream(ifNoneMatch.split(",", -1))
            .map(part -> part.strip().replaceFirst("^W/", ""))
            .anyMatch(tag::equals);
  }
}
