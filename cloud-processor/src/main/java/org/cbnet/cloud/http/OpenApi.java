package org.cbnet.cloud.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cbnet.cloud.access.Role;

/** Describes the operations as OpenAPI 3.1. */
final class OpenApi {
  private static final String PROBLEM = "#/components/responses/Problem";

  private OpenApi() {}

  /** The route that serves the description of others, and of itself. */
  static Route route(List<Route> others) {
    // Filled below: the description lists the route that serves it.
    byte[][] content = new byte[1][];
    Route own =
        Route.get("/openapi.json", "This description")
            .open()
            .writes(Body.JSON, context -> Answers.bytes(context, Body.JSON, content[0]));
    List<Route> all = new ArrayList<>(others);
    all.add(own);
    content[0] = Answers.bytes(document(all));
    return own;
  }

  private static ObjectNode document(List<Route> routes) {
    ObjectNode document = Answers.MAPPER.createObjectNode();
    document.put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "CBNet Stream: cloud")
        .put("version", "1")
        .put("description", "Times are ISO 8601, fractions 0..1, what does not apply is null.");
    ObjectNode paths = document.putObject("paths");
    AnswerSchemas schemas = new AnswerSchemas();
    for (Route route : routes) {
      ObjectNode path =
          paths.has(route.path())
              ? (ObjectNode) paths.get(route.path())
              : paths.putObject(route.path());
      operation(path.putObject(route.method().name().toLowerCase(Locale.ROOT)), route, schemas);
    }
    ObjectNode problem = Answers.MAPPER.createObjectNode();
    problem
        .put("description", "What is wrong, and what would be right")
        .putObject("content")
        .putObject(Body.JSON)
        .set("schema", schemas.of(Problem.class));
    ObjectNode components = document.putObject("components");
    components.putObject("responses").set("Problem", problem);
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    components.set("schemas", schemas.named());
    return document;
  }

  private static void operation(ObjectNode operation, Route route, AnswerSchemas schemas) {
    operation.put("summary", route.summary());
    operation.put("x-role", route.least().map(Role::id).orElse(null));
    ArrayNode security = operation.putArray("security");
    if (route.least().isPresent()) {
      security.addObject().putArray("token");
    }
    ArrayNode parameters = operation.putArray("parameters");
    for (Parameter parameter : route.parameters()) {
      boolean isPath = parameter.in() == Parameter.In.PATH;
      parameters
          .addObject()
          .put("name", parameter.name())
          .put("in", parameter.in().name().toLowerCase(Locale.ROOT))
          .put("required", isPath)
          .put("description", parameter.description())
          .set("schema", AnswerSchemas.of(parameter.type()));
    }
    route
        .body()
        .ifPresent(
            body ->
                operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject(body.mediaType())
                    .set(
                        "schema",
                        body.type() == null
                            ? AnswerSchemas.bytes()
                            : schemas.requests().of(body.type())));
    answers(operation.putObject("responses"), route, schemas);
  }

  private static void answers(ObjectNode responses, Route route, AnswerSchemas schemas) {
    ObjectNode good = responses.putObject(Integer.toString(route.status()));
    good.put("description", route.summary());
    if (route.answer() != null) {
      ObjectNode content = good.putObject("content");
      content.putObject(Body.JSON).set("schema", schemas.of(route.answer()));
      route
          .rows()
          .ifPresent(
              rows -> content.putObject("text/csv").putObject("schema").put("type", "string"));
    } else if (route.status() == 200) {
      good.putObject("content").putObject(route.mediaType());
    }
    responses.putObject("default").put("$ref", PROBLEM);
  }
}
