package org.cbnet.experiments.offload;

import java.io.IOException;
import java.util.Optional;
import org.cbnet.experiments.link.Link;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.experiments.link.OwnCost;

/** An HTTP/2 server behind a link. */
final class Http2FarEnd implements FarEnd, AutoCloseable {
  private final LinkNetwork network = new LinkNetwork(1, OwnCost.NONE);
  private final ChangingResponder responder = new ChangingResponder();
  private final Link link;
  private Http2Responder server;

  Http2FarEnd() throws IOException {
    server = new Http2Responder(0, responder);
    link = network.open("pi-1", server.address(), LinkProfiles.LAN);
  }

  void say(int status) {
    server.say(status);
  }

  @Override
  public void serve(Responder changed) {
    server.say(200);
    responder.become(changed);
  }

  @Override
  public void stopServing() {
    serve(request -> Optional.empty());
    link.change(LinkProfiles.LAN);
  }

  @Override
  public void die() {
    server.close();
  }

  @Override
  public void comeBack() throws IOException {
    server = new Http2Responder(server.address().getPort(), responder);
  }

  @Override
  public Link link() {
    return link;
  }

  @Override
  public void close() {
    server.close();
    network.close();
  }
}
