package org.cbnet.experiments.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * The real Kafka server, one node in KRaft mode, on the loopback address: for the demo, for
 * experiments on one machine, and for tests.
 *
 * <p>Nothing is replicated and no topic appears by itself. The folder keeps everything, so a broker
 * started again on it goes on where it was.
 */
public final class EmbeddedBroker implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  private final KafkaRaftServer server;
  private final int port;
  private final FolderLock lock;

  private EmbeddedBroker(KafkaRaftServer server, int port, FolderLock lock) {
    this.server = server;
    this.port = port;
    this.lock = lock;
  }

  /**
   * Starts a broker and returns when it takes requests.
   *
   * @param folder its data; made and formatted where it is new
   * @param port to listen on, 0 for a free one
   * @throws IOException where the port is taken, or the folder can't be used or is in use
   */
  public static EmbeddedBroker start(Path folder, int port) throws IOException {
    return start(folder, port, List.of());
  }

  /**
   * The same with a listener for each emulated device beside the one for everybody else.
   *
   * @throws IllegalArgumentException where two have one device or port
   */
  public static EmbeddedBroker start(Path folder, int port, List<DeviceListener> devices)
      throws IOException {
    checkApart(devices);
    FolderLock lock = FolderLock.take(folder);
    try {
      return start(folder, port, devices, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedBroker start(
      Path folder, int port, List<DeviceListener> devices, FolderLock lock) throws IOException {
    int brokerPort = Ports.check(port);
    int controllerPort = Ports.free();
    format(folder);
    KafkaRaftServer server =
        new KafkaRaftServer(
            KafkaConfig.fromProps(
                BrokerSettings.of(folder, brokerPort, controllerPort, devices), false),
            Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw new IOException("the broker did not start: " + e.getMessage(), e);
    }
    return new EmbeddedBroker(server, brokerPort, lock);
  }

  /** What clients connect to. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    lock.close();
  }

  private static void checkApart(List<DeviceListener> devices) {
    Set<Object> taken = new HashSet<>();
    for (DeviceListener each : devices) {
      if (!taken.add(each.device()) || !taken.add(each.port())) {
        throw new IllegalArgumentException(
            "%s has a device or port that another listener has: give each its own".formatted(each));
      }
    }
  }

  private static void format(Path folder) throws IOException {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setDirectories(List.of(folder.toString()))
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName("CONTROLLER")
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(
          "folder %s can't be formatted: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
