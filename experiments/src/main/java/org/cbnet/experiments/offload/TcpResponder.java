package org.cbnet.experiments.offload;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The bare minimum: reads so many bytes and writes so many back, again and again. */
public final class TcpResponder implements AutoCloseable {
  private final ServerSocket server;

  /** Starts it on a free port of the loopback address. */
  public TcpResponder() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed: nobody connects any more.
    }
  }

  // A connection begins with the two lengths.
  private static void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] request = new byte[in.readInt()];
      byte[] reply = new byte[in.readInt()];
      while (true) {
        in.readFully(request);
        socket.getOutputStream().write(reply);
      }
    } catch (IOException e) {
      // The other side has enough.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "offload-responder-tcp");
    thread.setDaemon(true);
    thread.start();
  }
}
