package org.cbnet.cloud.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page: one HTML file and its script, from the class path. */
final class StaticPage {

  private StaticPage() {}

  static void routes(RoutesConfig routes) {
    serve(routes, "/", "index.html", "text/html; charset=utf-8");
    serve(routes, "/page.js", "page.js", "text/javascript; charset=utf-8");
  }

  private static void serve(RoutesConfig routes, String path, String file, String contentType) {
    byte[] content = read(file);
    Handler handler = context -> Answers.bytes(context, contentType, content);
    routes.get(path, handler);
    routes.head(path, handler);
  }

  private static byte[] read(String file) {
    try (InputStream in = StaticPage.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the page lacks " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("page file " + file, e);
    }
  }
}
