package org.cbnet.experiments.bench.proxy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The server at the far end: echoes, swallows or sends, as a connection's first byte asks. */
final class Peer implements AutoCloseable {
  static final int ECHO = 'e';
  static final int SINK = 's';
  static final int SOURCE = 'd';
  private static final int BLOCK = 64 * 1024;

  private final ServerSocket server;

  Peer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** Connects and asks; what is written goes at once. */
  static Socket connect(InetSocketAddress to, int wanted) throws IOException {
    Socket socket = new Socket(to.getAddress(), to.getPort());
    socket.setTcpNoDelay(true);
    socket.getOutputStream().write(wanted);
    return socket;
  }

  /** Sends until the other side has enough. */
  static void send(OutputStream out) {
    byte[] block = new byte[BLOCK];
    try {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // It has, and closed.
    }
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

  private static void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      int wanted = in.read();
      if (wanted == SOURCE) {
        send(socket.getOutputStream());
      } else if (wanted == SINK) {
        new DataOutputStream(socket.getOutputStream()).writeDouble(Pace.of(in));
        // To close with bytes unread would reset the connection, and the answer with it.
        in.transferTo(OutputStream.nullOutputStream());
      } else {
        echo(in, socket.getOutputStream());
      }
    } catch (IOException e) {
      // The other side has what it wanted.
    }
  }

  private static void echo(InputStream in, OutputStream out) throws IOException {
    byte[] block = new byte[BLOCK];
    for (int read = in.read(block); read > 0; read = in.read(block)) {
      out.write(block, 0, read);
    }
  }

  /** Works beside; ends when its socket is closed. */
  static void start(Runnable work) {
    Thread thread = new Thread(work, "bench-peer");
    thread.setDaemon(true);
    thread.start();
  }
}
