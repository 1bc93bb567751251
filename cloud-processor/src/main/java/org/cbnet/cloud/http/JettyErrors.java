package org.cbnet.cloud.http;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers as JSON what never came to an operation: a request that can't be read. */
final class JettyErrors extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String message = HttpStatus.getMessage(response.getStatus());
    byte[] content =
        Answers.bytes(
            new Problem("http-" + response.getStatus(), message.toLowerCase(Locale.ROOT)));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Body.JSON);
    response.write(true, ByteBuffer.wrap(content), callback);
    return true;
  }
}
