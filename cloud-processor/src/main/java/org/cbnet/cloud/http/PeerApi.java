package org.cbnet.cloud.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.cbnet.cloud.access.Role;
import org.cbnet.cloud.peer.HttpPeers;
import org.cbnet.cloud.peer.PeerService;

/** {@code /internal/v1}: what instances ask each other. */
public final class PeerApi {
  // Of a question; some name devices.
  private static final long MAX_BYTES = 4 << 20;

  private final PeerService service;

  public PeerApi(PeerService service) {
    this.service = Objects.requireNonNull(service, "service is null");
  }

  public List<Route> routes() {
    return List.of(
        Route.post(HttpPeers.PATH, "Parts of an answer, by partition, for another instance")
            .role(Role.PEER)
            .bytes(Body.JSON, MAX_BYTES)
            .writes("application/octet-stream", this::parts));
  }

  private void parts(Context context) throws IOException {
    byte[] question = RequestBody.stream(context).readAllBytes();
    try {
      context.contentType("application/octet-stream").result(service.answer(question));
    } catch (IllegalArgumentException e) {
      throw new BadParameterException("body: " + e.getMessage());
    }
  }
}
