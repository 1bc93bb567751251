package org.cbnet.experiments.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Hypothesis;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.Latency;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;

/** How values are written that JSON does not have: names by their ids, times as ISO 8601. */
final class SummaryModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  SummaryModule() {
    setMixInAnnotation(Summary.class, WithView.class);
    setMixInAnnotation(Condition.class, WithoutEmulated.class);
    setMixInAnnotation(ArmSummary.class, WithUnit.class);
    addText(KnownDataSet.class, KnownDataSet::id, KnownDataSet::of);
    addText(StrategyName.class, StrategyName::id, StrategyName::of);
    addText(Hypothesis.Kind.class, Hypothesis.Kind::id, SummaryModule::kind);
    addText(Instant.class, Instant::toString, Instant::parse);
    addSerializer(Double.class, new FiniteWriter());
    addSerializer(Double.TYPE, new FiniteWriter());
    addDeserializer(Double.class, new NanReader());
    addDeserializer(Double.TYPE, new NanReader());
  }

  private static Hypothesis.Kind kind(String id) {
    return Arrays.stream(Hypothesis.Kind.values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown kind '%s'".formatted(id)));
  }

  private <T> void addText(Class<T> type, Function<T, String> write, Function<String, T> read) {
    addSerializer(type, new TextWriter<>(type, write));
    addDeserializer(type, new TextReader<>(type, read));
  }

  // Both keys are made from the others, so reading leaves them out.
  @JsonIgnoreProperties(
      value = {"strategies", "valid"},
      allowGetters = true)
  private interface WithView {}

  @JsonIgnoreProperties("emulated")
  private interface WithoutEmulated {}

  private interface WithUnit {
    @JsonProperty("latencyMicros")
    Optional<Latency> latency();
  }

  private static final class TextWriter<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1;
    private final transient Function<T, String> text;

    TextWriter(Class<T> type, Function<T, String> text) {
      super(type);
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(text.apply(value));
    }
  }

  private static final class TextReader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1;
    private final transient Function<String, T> value;

    TextReader(Class<T> type, Function<String, T> value) {
      super(type);
      this.value = value;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = json.getValueAsString("");
      try {
        return value.apply(text);
      } catch (IllegalArgumentException | DateTimeException e) {
        return context.reportInputMismatch(this, "%s", e.getMessage());
      }
    }
  }

  private static final class FiniteWriter extends StdSerializer<Double> {
    private static final long serialVersionUID = 1;

    FiniteWriter() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }

  private static final class NanReader extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1;

    NanReader() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return _parseDoublePrimitive(json, context);
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
