package org.cbnet.experiments.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.cbnet.experiments.link.Link;
import org.cbnet.experiments.link.LinkCounts;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.experiments.link.OwnCost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own clients stay on the link that their device was given. */
@Timeout(300)
class DeviceListenerTest {
  private static final TopicPartition PARTITION = new TopicPartition("topic", 0);
  private static final int RECORDS = 200;
  private static final int RECORD_BYTES = 1_000;

  @TempDir private Path folder;
  private LinkNetwork network;
  private Device sender;
  private Device reader;
  private EmbeddedBroker broker;

  private record Device(DeviceListener listener, Link link) {}

  @BeforeEach
  void startABrokerBehindTwoLinks() throws Exception {
    network = new LinkNetwork(1, OwnCost.NONE);
    sender = device("pi-1", LinkProfiles.WIFI);
    reader = device("pi-2", LinkProfiles.LAN);
    broker =
        EmbeddedBroker.start(
            folder.resolve("broker"), 0, List.of(sender.listener(), reader.listener()));
    try (Admin admin = Admin.create(client(sender))) {
      admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
    }
  }

  @AfterEach
  void stop() {
    broker.close();
    network.close();
  }

  @Test
  void bytesOverTheLinkAreTheClientsOwn() throws Exception {
    LinkCounts senderBefore = rested(sender.link());
    LinkCounts readerBefore = rested(reader.link());
    try (Producer<byte[], byte[]> producer = producer();
        Consumer<byte[], byte[]> consumer = consumer()) {
      send(producer);
      assertThat(read(consumer)).isEqualTo(RECORDS);

      assertEqual(sender.link(), senderBefore, producer.metrics());
      assertEqual(reader.link(), readerBefore, consumer.metrics());
      assertThat(sender.link().counts().up().delivered())
          .isGreaterThan((long) RECORDS * RECORD_BYTES);
      assertThat(reader.link().counts().down().delivered())
          .isGreaterThan((long) RECORDS * RECORD_BYTES);
      assertThat(connectionsOfEverybodyElse()).isZero();
    }
  }

  @Test
  void everyDeviceIsToldItsOwnLink() throws Exception {
    for (Device each : List.of(sender, reader)) {
      try (Admin admin = Admin.create(client(each))) {
        assertThat(admin.describeCluster().nodes().get())
            .extracting(Node::port)
            .containsExactly(each.link().address().getPort());
      }
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThat(admin.describeCluster().nodes().get())
          .extracting(node -> node.host() + ":" + node.port())
          .containsExactly(broker.bootstrapServers());
      assertThat(connectionsOfEverybodyElse()).isPositive();
    }
  }

  @Test
  void anOutageHoldsAProducerUpAndItsRecordArrivesAfterwards() throws Exception {
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.send(record()).get();

      sender.link().change(LinkProfiles.OFFLINE);
      var acknowledged = producer.send(record());
      Thread.sleep(1_000);
      assertThat(acknowledged.isDone()).isFalse();

      sender.link().change(LinkProfiles.WIFI);
      assertThat(acknowledged.get().offset()).isEqualTo(1);
    }
  }

  @Test
  void refusesListenersThatShareADevice() throws Exception {
    DeviceListener twin = new DeviceListener("pi-1", 1_024, 1_025);

    assertThatThrownBy(
            () ->
                EmbeddedBroker.start(folder.resolve("other"), 0, List.of(sender.listener(), twin)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pi-1")
        .hasMessageContaining("its own");
    assertThatThrownBy(() -> new DeviceListener("pi-1", 0, 1_025)).hasMessageContaining("port 0");
    assertThatThrownBy(() -> new DeviceListener("a b", 1, 2)).hasMessageContaining("'a b'");
  }

  private Device device(String name, LinkProfile profile) throws Exception {
    Link[] link = new Link[1];
    DeviceListener listener =
        DeviceListener.behind(
            name,
            port -> {
              InetSocketAddress server =
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
              link[0] = network.open(name, server, profile);
              return link[0].address().getPort();
            });
    return new Device(listener, link[0]);
  }

  private static Map<String, Object> client(Device device) {
    return Map.of(
        "bootstrap.servers",
        device.listener().bootstrapServers(),
        "enable.metrics.push",
        "false",
        "fetch.max.wait.ms",
        "50",
        "auto.offset.reset",
        "earliest");
  }

  private Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        client(sender), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        client(reader), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static void send(Producer<byte[], byte[]> producer) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      sent.add(producer.send(record()));
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  private static ProducerRecord<byte[], byte[]> record() {
    return new ProducerRecord<>(PARTITION.topic(), new byte[RECORD_BYTES]);
  }

  // Paused and polled on, so that no answer is underway that nobody would read.
  private static int read(Consumer<byte[], byte[]> consumer) {
    consumer.assign(List.of(PARTITION));
    int read = 0;
    while (read < RECORDS) {
      read += consumer.poll(Duration.ofSeconds(1)).count();
    }
    consumer.pause(List.of(PARTITION));
    for (int i = 0; i < 10; i++) {
      consumer.poll(Duration.ofMillis(100));
    }
    return read;
  }

  private static void assertEqual(
      Link link, LinkCounts before, Map<MetricName, ? extends Metric> metrics) throws Exception {
    LinkCounts after = rested(link);
    assertThat(after.up().delivered() - before.up().delivered())
        .isEqualTo(total(metrics, "outgoing-byte-total"));
    assertThat(after.down().delivered() - before.down().delivered())
        .isEqualTo(total(metrics, "incoming-byte-total"));
    assertThat(after.up().lost() + after.down().lost()).isZero();
  }

  private static long total(Map<MetricName, ? extends Metric> metrics, String name) {
    return metrics.values().stream()
        .filter(metric -> metric.metricName().name().equals(name))
        .filter(metric -> metric.metricName().group().matches("(producer|consumer)-metrics"))
        .mapToLong(metric -> ((Double) metric.metricValue()).longValue())
        .sum();
  }

  private static LinkCounts rested(Link link) throws Exception {
    LinkCounts counts = link.counts();
    for (int quiet = 0; quiet < 30; quiet++) {
      Thread.sleep(10);
      if (!link.counts().equals(counts) || counts.up().underway() + counts.down().underway() > 0) {
        counts = link.counts();
        quiet = 0;
      }
    }
    return counts;
  }

  // As the broker counts them, at the listener beside those of the devices.
  private static double connectionsOfEverybodyElse() throws Exception {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName all = new ObjectName("kafka.server:type=socket-server-metrics,listener=PLAINTEXT,*");
    double connections = 0;
    for (ObjectName each : beans.queryNames(all, null)) {
      if (each.getKeyProperty("networkProcessor") != null
          && each.getKeyPropertyList().size() == 3) {
        connections += (Double) beans.getAttribute(each, "connection-creation-total");
      }
    }
    return connections;
  }
}
