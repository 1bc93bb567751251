package org.cbnet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Full, transitive compatibility: each version reads and is read by every other of its record. */
class PublishedSchemasTest {
  private static final Path PUBLISHED = Path.of("published");
  private static final SchemaValidator MUTUAL =
      new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

  static Stream<Schema> current() {
    return BundledSchemas.CURRENT.stream();
  }

  @ParameterizedTest
  @MethodSource("current")
  void currentSchemaAndEveryPublishedOneReadEachOther(Schema current) {
    List<Schema> published = new ArrayList<>(BundledSchemas.published(current.getName()));
    Collections.reverse(published);

    assertThat(published).as("published versions of %s", current.getName()).isNotEmpty();
    assertThatCode(() -> MUTUAL.validate(current, published)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("current")
  void currentSchemaIsTheLastPublishedOne(Schema current) throws IOException {
    List<Schema> published = BundledSchemas.published(current.getName());
    Path next = Path.of("published/%s.v%d.avsc".formatted(current.getName(), published.size() + 1));
    Path written = Path.of("target").resolve(next);
    Files.createDirectories(written.getParent());
    Files.writeString(written, SchemaFormatter.format("json/pretty", current) + "\n");

    assertThat(published)
        .as(
            "a changed schema is published before it is used: copy schemas/%s to schemas/%s",
            written, next)
        .last()
        .isEqualTo(current);
  }

  @ParameterizedTest
  @MethodSource("current")
  void everyFieldIsDocumented(Schema schema) {
    assertThat(undocumented(schema, new ArrayList<>())).isEmpty();
  }

  @Test
  void aPublishedVersionIsNeverEdited() throws Exception {
    List<String> sums = new ArrayList<>();
    try (Stream<Path> files = Files.list(PUBLISHED)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".avsc")).sorted().toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        sums.add(HexFormat.of().formatHex(digest) + "  " + file.getFileName());
      }
    }

    assertThat(Files.readAllLines(PUBLISHED.resolve("SHA256SUMS")))
        .as("add the lines of new versions (sha256sum *.avsc); never change one")
        .isEqualTo(sums);
  }

  @Test
  void noticesAnIncompatibleChange() {
    Schema was = new Schema.Parser().parse(record("\"long\""));
    Schema is = new Schema.Parser().parse(record("\"string\""));

    assertThatCode(() -> MUTUAL.validate(is, List.of(was)))
        .isInstanceOf(SchemaValidationException.class);
  }

  @Test
  void everyPublishedVersionCanBeFoundByItsFingerprint() {
    BundledSchemas bundled = BundledSchemas.instance();

    for (Schema current : BundledSchemas.CURRENT) {
      assertThat(bundled.all()).containsAll(BundledSchemas.published(current.getName()));
    }
  }

  private static String record(String type) {
    return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":%s}]}"
        .formatted(type);
  }

  private static List<String> undocumented(Schema schema, List<String> found) {
    switch (schema.getType()) {
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          if (field.doc() == null || field.doc().isBlank()) {
            found.add(schema.getName() + "." + field.name());
          }
          undocumented(field.schema(), found);
        }
      }
      case ARRAY -> undocumented(schema.getElementType(), found);
      case MAP -> undocumented(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(type -> undocumented(type, found));
      default -> {}
    }
    return found;
  }
}
