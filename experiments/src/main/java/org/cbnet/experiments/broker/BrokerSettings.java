package org.cbnet.experiments.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** The server's properties: one node that is broker and controller, with its listeners. */
final class BrokerSettings {
  static final int NODE_ID = 1;

  private final Properties settings = new Properties();
  private final StringBuilder listeners = new StringBuilder();
  private final StringBuilder advertised = new StringBuilder();
  private final StringBuilder protocols = new StringBuilder("CONTROLLER:PLAINTEXT");

  private BrokerSettings() {}

  static Properties of(Path folder, int port, int controllerPort, List<DeviceListener> devices) {
    BrokerSettings made = new BrokerSettings();
    made.node(folder, controllerPort);
    made.listener("PLAINTEXT", port, port);
    for (int i = 0; i < devices.size(); i++) {
      made.listener("DEVICE" + i, devices.get(i).port(), devices.get(i).advertisedPort());
      made.oneThread("DEVICE" + i);
    }
    made.listeners.append(",CONTROLLER://").append(address(controllerPort));
    return made.finish();
  }

  private void node(Path folder, int controllerPort) {
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("controller.quorum.voters", NODE_ID + "@" + address(controllerPort));
    settings.put("log.dirs", folder.toString());
    settings.put("auto.create.topics.enable", "false");
    // One node: nothing to replicate to, and nobody to wait for.
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "4");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
  }

  private void listener(String name, int port, int advertisedPort) {
    String comma = listeners.isEmpty() ? "" : ",";
    listeners.append(comma).append(name).append("://").append(address(port));
    advertised.append(comma).append(name).append("://").append(address(advertisedPort));
    protocols.append(',').append(name).append(":PLAINTEXT");
  }

  // Kafka has three for a listener; hundreds of devices with a connection or two need less.
  private void oneThread(String listener) {
    settings.put(
        "listener.name.%s.num.network.threads".formatted(listener.toLowerCase(Locale.ROOT)), "1");
  }

  private Properties finish() {
    settings.put("listeners", listeners.toString());
    settings.put("advertised.listeners", advertised.toString());
    settings.put("listener.security.protocol.map", protocols.toString());
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    return settings;
  }

  private static String address(int port) {
    return EmbeddedBroker.HOST + ":" + port;
  }
}
