package org.cbnet.cloud.offload;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException.Reason;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request over HTTP: its reply is the response. */
final class HttpExchange implements Correspondent {
  private static final AvroCodec<OffloadReply> CODEC = AvroCodec.of(OffloadReply.class);

  private final Response response;
  private final Callback callback;
  private final Sendings sendings;

  HttpExchange(Response response, Callback callback, Sendings sendings) {
    this.response = Objects.requireNonNull(response, "response is null");
    this.callback = Objects.requireNonNull(callback, "callback is null");
    this.sendings = Objects.requireNonNull(sendings, "sendings is null");
  }

  @Override
  public Optional<String> obstacle(OffloadRequest request) {
    return Optional.empty();
  }

  @Override
  public void reply(OffloadRequest request, OffloadReply reply) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
    response.write(true, ByteBuffer.wrap(CODEC.encode(reply)), counted());
  }

  @Override
  public void undecodable(Reason reason, String message) {
    int status =
        reason == Reason.OVERSIZED ? HttpStatus.PAYLOAD_TOO_LARGE_413 : HttpStatus.BAD_REQUEST_400;
    OffloadHandler.problem(response, callback, status, message);
  }

  private Callback counted() {
    return Callback.from(
        () -> {
          sendings.sent();
          callback.succeeded();
        },
        failure -> {
          sendings.lost();
          callback.failed(failure);
        });
  }
}
