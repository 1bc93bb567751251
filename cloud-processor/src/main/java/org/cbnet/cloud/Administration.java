package org.cbnet.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.Optional;
import org.cbnet.cloud.access.AuditLog;
import org.cbnet.cloud.access.KafkaAuditLog;
import org.cbnet.cloud.access.Principal;
import org.cbnet.cloud.access.Role;
import org.cbnet.cloud.access.TokenEntry;
import org.cbnet.cloud.access.TokenTable;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.control.table.TableSettings;
import org.cbnet.cloud.start.InputTopics;
import org.cbnet.cloud.start.StartException;
import org.cbnet.cloud.start.StreamsSettings;

/** What a command of an administrator works with, straight on the broker. */
final class Administration implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TokenTable tokens;
  private final KafkaAuditLog audit;
  private final Principal administrator =
      new Principal("command:" + System.getProperty("user.name"), Role.ADMIN, null);

  private Administration(TokenTable tokens, KafkaAuditLog audit) {
    this.tokens = tokens;
    this.audit = audit;
  }

  static Administration open(CloudConfig config, Clock clock) throws StartException {
    // The audit's topic, too, as the cloud would make it.
    new InputTopics(config.topics().partitions(), config.topics().replicationFactor())
        .prepare(StreamsSettings.admin(config));
    TableSettings settings =
        TableSettings.of(
            StreamsSettings.admin(config),
            config.applicationId(),
            config.topics().replicationFactor());
    TokenTable tokens = TokenTable.open(settings, clock);
    return new Administration(tokens, new KafkaAuditLog(settings.client(), clock));
  }

  TokenTable tokens() {
    return tokens;
  }

  /** Whoever may write the cloud's topics. */
  Principal administrator() {
    return administrator;
  }

  /**
   * Writes down what was done to a token.
   *
   * @param before as it was listed; nothing where there was none of that name
   */
  void audit(String action, String name, Optional<TokenEntry> before) {
    audit.record(
        administrator,
        action,
        name,
        before.map(Administration::json).orElse(null),
        tokens.entry(name).map(Administration::json).orElse(null),
        AuditLog.Outcome.DONE);
  }

  private static String json(TokenEntry token) {
    try {
      return JSON.writeValueAsString(token);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a token's entry can be written", e);
    }
  }

  @Override
  public void close() {
    audit.close();
    tokens.close();
  }
}
