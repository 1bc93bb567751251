package org.cbnet.experiments.offload;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.cbnet.schemas.Topics;

/** The topics of offloading on a broker that has nothing else. */
public final class OffloadTopics {
  private OffloadTopics() {}

  /**
   * Makes both.
   *
   * @throws IOException where the broker does not
   */
  public static void make(String bootstrapServers, int partitions) throws IOException {
    List<NewTopic> topics =
        Stream.of(Topics.OFFLOAD_REQUESTS, Topics.OFFLOAD_REPLIES)
            .map(each -> new NewTopic(each.name(), partitions, (short) 1).configs(each.config()))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IOException("the topics of offloading can't be made: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while topics were made", e);
    }
  }
}
