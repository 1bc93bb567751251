package org.cbnet.cloud.http;

import io.javalin.http.Handler;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cbnet.cloud.access.Role;

/**
 * An operation of the API: what is served, checked, documented and tested is the list of these.
 *
 * <p>Made by {@link #get}, {@link #put}, {@link #post} and {@link #delete}.
 *
 * @param method of HTTP
 * @param path with parameters in braces
 * @param summary one line for people
 * @param least role that may ask; nothing where everybody may
 * @param ownDevice parameter of the path that must name the caller where that is a device
 * @param parameters of path and query; others of the query are refused
 * @param body that it takes, if any
 * @param status of a good answer
 * @param answer type of a JSON answer; null where there is another or none
 * @param rows list of a JSON answer that is served as CSV too, if any
 * @param mediaType of a good answer
 * @param handler answers
 */
public record Route(
    Method method,
    String path,
    String summary,
    Optional<Role> least,
    Optional<String> ownDevice,
    List<Parameter> parameters,
    Optional<Body> body,
    int status,
    Type answer,
    Optional<String> rows,
    String mediaType,
    Handler handler) {
  private static final Pattern IN_BRACES = Pattern.compile("\\{([A-Za-z]+)}");

  /** Methods of HTTP that the API uses. */
  enum Method {
    GET,
    PUT,
    POST,
    DELETE
  }

  public Route {
    Objects.requireNonNull(method, "method is null");
    Objects.requireNonNull(summary, "summary is null");
    Objects.requireNonNull(handler, "handler is null");
    parameters = List.copyOf(parameters);
    Set<String> named = names(parameters, Parameter.In.PATH);
    Set<String> inPath =
        IN_BRACES.matcher(path).results().map(hit -> hit.group(1)).collect(Collectors.toSet());
    if (!named.equals(inPath)) {
      throw new IllegalArgumentException(
          "the path %s has parameters %s, described are %s".formatted(path, inPath, named));
    }
  }

  static RouteBuilder get(String path, String summary) {
    return new RouteBuilder(Method.GET, path, summary);
  }

  static RouteBuilder put(String path, String summary) {
    return new RouteBuilder(Method.PUT, path, summary);
  }

  static RouteBuilder post(String path, String summary) {
    return new RouteBuilder(Method.POST, path, summary);
  }

  static RouteBuilder delete(String path, String summary) {
    return new RouteBuilder(Method.DELETE, path, summary);
  }

  /** Parameters of the query. */
  Set<String> queryNames() {
    return names(parameters, Parameter.In.QUERY);
  }

  private static Set<String> names(List<Parameter> parameters, Parameter.In in) {
    return parameters.stream()
        .filter(parameter -> parameter.in() == in)
        .map(Parameter::name)
        .collect(Collectors.toSet());
  }
}
