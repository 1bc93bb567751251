package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.cloud.access.Role;

/** Puts a {@link Route} together; ends with {@link #answers} or {@link #writes}. */
final class RouteBuilder {
  private static final long MAX_JSON_BYTES = 64 << 10;

  private final Route.Method method;
  private final String path;
  private final String summary;
  private final List<Parameter> parameters = new ArrayList<>();
  private Optional<Role> least;
  private Optional<Body> body = Optional.empty();
  private Optional<String> ownDevice = Optional.empty();
  private Optional<String> rows = Optional.empty();
  private int status = 200;

  RouteBuilder(Route.Method method, String path, String summary) {
    this.method = method;
    this.path = path;
    this.summary = summary;
    this.least = Optional.of(method == Route.Method.GET ? Role.READER : Role.OPERATOR);
  }

  /** Gives an answer. */
  @FunctionalInterface
  interface Answer {
    /** What is written as JSON; null for an answer without content. */
    Object to(Context context) throws Exception;
  }

  /** Who may ask; without it a reader may GET, and an operator do the rest. */
  RouteBuilder role(Role role) {
    least = Optional.of(role);
    return this;
  }

  /** A device may ask too, where that parameter of the path names it; anybody else by role. */
  RouteBuilder ownDevice(String parameter) {
    least = Optional.of(Role.DEVICE);
    ownDevice = Optional.of(parameter);
    return this;
  }

  /** Everybody may ask, without a token too. */
  RouteBuilder open() {
    least = Optional.empty();
    return this;
  }

  RouteBuilder path(String name, String description) {
    parameters.add(new Parameter(Parameter.In.PATH, name, Parameter.Type.TEXT, description));
    return this;
  }

  RouteBuilder query(String name, Parameter.Type type, String description) {
    parameters.add(new Parameter(Parameter.In.QUERY, name, type, description));
    return this;
  }

  RouteBuilder header(String name, String description) {
    parameters.add(new Parameter(Parameter.In.HEADER, name, Parameter.Type.TEXT, description));
    return this;
  }

  /** A change that says what it builds on, as {@link Conditions} reads it. */
  RouteBuilder conditional() {
    return header("If-Match", "the ETag of what is changed, or * for whatever is there")
        .header("If-None-Match", "* to make a new one; one of the two must be there");
  }

  /** Takes JSON of that type, 64 KiB at most. */
  RouteBuilder json(Type type) {
    body = Optional.of(new Body(Body.JSON, type, MAX_JSON_BYTES));
    return this;
  }

  /** Takes bytes. */
  RouteBuilder bytes(String mediaType, long maxBytes) {
    body = Optional.of(new Body(mediaType, null, maxBytes));
    return this;
  }

  /** The answer has a list of that name, which is served as CSV too. */
  RouteBuilder rows(String list) {
    rows = Optional.of(list);
    return this;
  }

  /** Of a good answer; 200 without it. */
  RouteBuilder status(int good) {
    status = good;
    return this;
  }

  /** Answers with a record, as JSON; it gets its ETag elsewhere. */
  Route answers(Type type, Answer answer) {
    Objects.requireNonNull(answer, "answer is null");
    Answers answers = new Answers(status, type, rows);
    return route(type, Body.JSON, context -> answers.send(context, answer));
  }

  /** Writes its answer, and all of its headers, by itself. */
  Route writes(String mediaType, Handler handler) {
    return route(null, mediaType, handler);
  }

  private Route route(Type type, String mediaType, Handler handler) {
    return new Route(
        method,
        path,
        summary,
        least,
        ownDevice,
        parameters,
        body,
        status,
        type,
        rows,
        mediaType,
        handler);
  }
}
