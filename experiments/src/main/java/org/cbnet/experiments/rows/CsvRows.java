package org.cbnet.experiments.rows;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Records of one type as a compressed CSV file with a header, so that any tool can read them.
 * Writing and reading are of one thread each.
 *
 * @param <R> record whose components are the columns
 */
public final class CsvRows<R> {
  private static final CsvMapper MAPPER =
      CsvMapper.builder().enable(CsvParser.Feature.EMPTY_STRING_AS_NULL).build();

  /** Files of frames. */
  public static final CsvRows<FrameRow> FRAMES = new CsvRows<>(FrameRow.class);

  /** Files of energy intervals. */
  public static final CsvRows<EnergyRow> ENERGY = new CsvRows<>(EnergyRow.class);

  private final Class<R> type;
  private final CsvSchema schema;

  private CsvRows(Class<R> type) {
    this.type = type;
    this.schema = MAPPER.schemaFor(type).withHeader();
  }

  /** Writes a whole file. */
  public void write(Path file, Iterable<R> rows) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      MAPPER.writerFor(type).with(schema).writeValues(out).writeAll(rows).flush();
    }
  }

  /**
   * Hands over every row of a file in its order.
   *
   * @throws IOException where it can't be read, or is another table
   */
  public void read(Path file, Consumer<R> reader) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        MappingIterator<R> rows = MAPPER.readerFor(type).with(schema).readValues(in)) {
      while (rows.hasNext()) {
        reader.accept(rows.next());
      }
    } catch (RuntimeJsonMappingException e) {
      throw new IOException(
          "%s is not a table of %s: %s".formatted(file, type.getSimpleName(), e.getMessage()), e);
    }
  }
}
