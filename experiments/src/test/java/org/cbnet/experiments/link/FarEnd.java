package org.cbnet.experiments.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server whose connections are each served by a thread that ends with them. */
final class FarEnd implements AutoCloseable {
  /** What it does with a connection. */
  @FunctionalInterface
  interface Service {
    void serve(Socket socket) throws IOException;
  }

  private final ServerSocket server;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  FarEnd(Service service) throws IOException {
    server = new ServerSocket(0, 300, InetAddress.getLoopbackAddress());
    start(() -> accept(service));
  }

  /** Sends back what it gets, and its end. */
  static FarEnd echo() throws IOException {
    return new FarEnd(
        socket -> {
          socket.getInputStream().transferTo(socket.getOutputStream());
          socket.shutdownOutput();
        });
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  static Socket connect(InetSocketAddress to) throws IOException {
    Socket socket = new Socket(to.getAddress(), to.getPort());
    socket.setTcpNoDelay(true);
    return socket;
  }

  static Thread start(Runnable work) {
    Thread thread = new Thread(work, "far-end");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket each : sockets) {
      each.close();
    }
  }

  private void accept(Service service) {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        start(() -> serve(service, socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void serve(Service service, Socket socket) {
    try (socket) {
      service.serve(socket);
    } catch (IOException e) {
      // The link broke, as some tests want it.
    }
  }
}
