package org.cbnet.experiments.bench.link;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Round trips of as many bytes over a bare TCP connection. */
final class BareEcho implements Contender, AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;
  private final byte[] request;
  private final byte[] reply;

  BareEcho(InetSocketAddress server, int bytesUp, int bytesDown) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    request = new byte[bytesUp];
    reply = new byte[bytesDown];
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeInt(bytesUp);
    out.writeInt(bytesDown);
    out.flush();
  }

  @Override
  public long roundTrip() throws IOException {
    long start = System.nanoTime();
    socket.getOutputStream().write(request);
    in.readFully(reply);
    return System.nanoTime() - start;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
