package org.cbnet.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaValidatorBuilder;
import org.cbnet.cloud.conservation.Books;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.device.Heartbeat;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** State that any format has written is read by this version, and means what it meant. */
class StoredFormatsTest {
  private static final Path PUBLISHED =
      Path.of("src/main/resources/org/cbnet/cloud/state/published");
  private static final Path SAMPLES = Path.of("src/test/resources/state");
  private static final String NEWEST = "v" + StateFormat.VERSION;

  static IntStream formats() {
    return IntStream.rangeClosed(1, StateFormat.VERSION);
  }

  static Stream<Schema> current() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
      List<Schema> schemas = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        schemas.add(new Schema.Parser().parse(file.toFile()));
      }
      return schemas.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("current")
  void everySchemaIsPublishedInTheNewestFormat(Schema current) throws IOException {
    Path name = Path.of(NEWEST, current.getName() + ".avsc");
    Path written = Path.of("target/state").resolve(name);
    Files.createDirectories(written.getParent());
    Files.writeString(written, SchemaFormatter.format("json/pretty", current) + "\n");

    assertThat(PUBLISHED.resolve(name)).as("copy %s to %s", written, PUBLISHED).exists();
    assertThat(new Schema.Parser().parse(PUBLISHED.resolve(name).toFile()))
        .as(
            "a changed schema makes the next format: raise StateFormat.VERSION, copy target/state"
                + " to the published ones, and %s of today to %s",
            sample(), SAMPLES)
        .isEqualTo(current);
  }

  @ParameterizedTest
  @MethodSource("current")
  void everySchemaReadsThoseOfAllFormats(Schema current) throws IOException {
    for (int format = 1; format <= StateFormat.VERSION; format++) {
      Path file = PUBLISHED.resolve("v%d/%s.avsc".formatted(format, current.getName()));
      if (Files.exists(file)) {
        Schema old = new Schema.Parser().parse(file.toFile());
        assertThatCode(
                () ->
                    new SchemaValidatorBuilder()
                        .canReadStrategy()
                        .validateAll()
                        .validate(current, List.of(old)))
            .doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("current")
  void theFormatIsTheFirstFieldOfEveryRecord(Schema current) {
    Schema.Field first = current.getFields().get(0);

    assertThat(first.name()).isEqualTo("formatVersion");
    assertThat(first.schema().getType()).isEqualTo(Schema.Type.INT);
  }

  @Test
  void aPublishedFormatIsNeverEdited() throws Exception {
    List<String> sums = new ArrayList<>();
    try (Stream<Path> files = Files.walk(PUBLISHED)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".avsc")).sorted().toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        sums.add(HexFormat.of().formatHex(digest) + "  " + PUBLISHED.relativize(file));
      }
    }

    assertThat(Files.readAllLines(PUBLISHED.resolve("SHA256SUMS")))
        .as("add the lines of a new format (sha256sum v*/*.avsc); never change one")
        .isEqualTo(sums);
  }

  @Test
  void todaysStateIsWrittenInTheNewestFormat() throws IOException {
    List<String> written = StateSample.write();
    Files.createDirectories(sample().getParent());
    Files.write(sample(), written);

    for (String line : written) {
      if (StateSample.PLAIN.contains(line.split(" ", 2)[0])) {
        continue;
      }
      assertThat(StateFormat.of(HexFormat.of().parseHex(line.split(" ", 3)[2])))
          .as(line)
          .isEqualTo(StateFormat.VERSION);
    }
    assertThat(SAMPLES.resolve(NEWEST + ".txt")).as("copy %s there", sample()).exists();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatIsReadWithItsMeaning(int format) throws IOException {
    Map<String, List<String[]>> entries = new HashMap<>();
    for (String line : Files.readAllLines(SAMPLES.resolve("v%d.txt".formatted(format)))) {
      String[] parts = line.split(" ", 3);
      entries.computeIfAbsent(parts[0], any -> new ArrayList<>()).add(parts);
    }
    Books books = new Books();
    Map<BootId, BootLedger> boots = read(CloudStores.BOOTS, entries);
    Map<WindowKey, Aggregate> windows = read(CloudStores.WINDOWS, entries);
    Map<?, Aggregate> rounds = read(CloudStores.ROUNDS, entries);
    Map<String, DeviceRow> devices = read(CloudStores.DEVICES, entries);
    Map<Integer, PartitionTotals> partitions = read(CloudStores.PARTITIONS, entries);
    boots.values().forEach(books::boot);
    rounds.values().forEach(row -> books.round(row.figures().tally().results()));
    partitions.values().forEach(books::partition);
    windows.forEach(
        (key, row) -> {
          if (key.size() == WindowSize.HOUR) {
            books.windowed(row.figures().tally().results(), row.figures().energySamples());
          }
        });

    ConservationReport report = books.report(Map.of(), List.of(), 0);

    assertThat(report.laws()).filteredOn(law -> !law.holds()).isEmpty();
    assertThat(report.results()).isEqualTo(new ConservationReport.Results(17, 13, 2, 2, 10, 3, 8));
    assertThat(report.acknowledged()).isEqualTo(8);
    assertThat(report.records()).isEqualTo(new ConservationReport.Records(9, 8, 1, 2));
    assertThat(report.deadLetters()).isEqualTo(new ConservationReport.DeadLetters(3, 0, 0, 0));
    assertThat(report.energy().accepted()).isOne();
    assertThat(boots.get(new BootId("pi-1", "install-1", 1)).results().received()).isEqualTo(10);
    Map<String, Heartbeat> heartbeats = read(CloudStores.HEARTBEATS, entries);
    assertThat(
            Optional.ofNullable(heartbeats.get("pi-1"))
                .or(() -> devices.get("pi-1").oldHeartbeat())
                .orElseThrow()
                .status()
                .getSite())
        .isEqualTo("lab");
    Figures figures = rounds.values().iterator().next().figures();
    assertThat(figures.tally().correct()).isEqualTo(8);
    assertThat(partitions.get(0).nextOffsets()).containsEntry("cbnet.inference.results", 6L);
  }

  private static <K, V> Map<K, V> read(Store<K, V> store, Map<String, List<String[]>> entries) {
    Map<K, V> rows = new HashMap<>();
    for (String[] entry : entries.getOrDefault(store.name(), List.of())) {
      rows.put(
          store.key().deserializer().deserialize("any", HexFormat.of().parseHex(entry[1])),
          store.value().deserializer().deserialize("any", HexFormat.of().parseHex(entry[2])));
    }
    return rows;
  }

  private static Path sample() {
    return Path.of("target/state", NEWEST + ".txt");
  }
}
