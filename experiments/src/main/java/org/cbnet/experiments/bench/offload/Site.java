package org.cbnet.experiments.bench.offload;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.experiments.broker.DeviceListener;
import org.cbnet.experiments.link.Link;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;

/** Broker and offload server as processes, and links to them; the files go with it. */
final class Site implements AutoCloseable {
  private final LocalStack stack;
  private final LinkNetwork network;
  private final Map<String, Link> brokerLinks = new HashMap<>();
  private final Map<String, DeviceListener> listeners = new HashMap<>();
  private final PrintWriter progress;
  // Ctrl-C leaves neither processes nor files behind.
  private final Thread onSignal = new Thread(this::abandon, "site-abandon");
  private String broker;
  private LocalStack.Offload server;

  private Site(Path folder, long seed, PrintWriter progress) throws IOException {
    this.stack = new LocalStack(folder, JavaLauncher.ofThisProcess());
    this.network = LinkNetwork.calibrated(seed);
    this.progress = progress;
    Runtime.getRuntime().addShutdownHook(onSignal);
  }

  /**
   * Starts the processes.
   *
   * @param bundles that the server answers for
   * @param devices that reach the broker over links of their own
   */
  static Site open(
      Path folder, List<Path> bundles, List<String> devices, long seed, PrintWriter progress)
      throws IOException, InterruptedException {
    Site site = new Site(folder, seed, progress);
    try {
      site.start(bundles, devices);
      return site;
    } catch (IOException | InterruptedException | RuntimeException e) {
      site.close();
      throw e;
    }
  }

  private void start(List<Path> bundles, List<String> devices)
      throws IOException, InterruptedException {
    for (String device : devices) {
      listeners.put(device, DeviceListener.behind(device, port -> front(device, port)));
    }
    broker = stack.startBroker(0, true, new ArrayList<>(listeners.values())).address();
    server = stack.startOffload(broker, bundles);
  }

  LocalStack stack() {
    return stack;
  }

  /** Where clients without a link find the broker. */
  String broker() {
    return broker;
  }

  LocalStack.Offload server() {
    return server;
  }

  /** A device's way to the server over a link. */
  Way way(String device, OffloadTransport transport, LinkProfile profile) throws IOException {
    if (transport == OffloadTransport.KAFKA) {
      Link link = brokerLinks.get(device);
      link.change(profile);
      return Way.kafka(device, listeners.get(device).bootstrapServers(), link);
    }
    InetSocketAddress http =
        new InetSocketAddress(server.address().getHost(), server.address().getPort());
    return Way.http2(device, network.open(device, http, profile));
  }

  void say(String format, Object... values) {
    progress.printf(Locale.ROOT, format + "%n", values);
    progress.flush();
  }

  @Override
  public void close() throws IOException {
    stack.close();
    network.close();
    stack.deleteFiles();
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException e) {
      // The program is ending, so the hook runs already.
    }
  }

  private int front(String device, int brokerPort) throws IOException {
    InetSocketAddress behind = new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort);
    Link link = network.open(device + "-kafka", behind, LinkProfiles.WIFI);
    brokerLinks.put(device, link);
    return link.address().getPort();
  }

  private void abandon() {
    stack.kill();
    try {
      stack.deleteFiles();
    } catch (IOException e) {
      say("files are left: %s", e.getMessage());
    }
  }
}
