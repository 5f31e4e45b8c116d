package com.skillforge.analytics.io.files;

import com.skillforge.analytics.io.SourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a CSV file as RFC 4180 has it, in UTF-8 and with a header line. Columns are found by name,
 * so that their order is free. Only one row at a time is in memory.
 */
public final class CsvFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .get();

  /**
   * One row.
   *
   * @param line the line of the file in which it ends, from 1
   */
  public record Row(String file, long line, CSVRecord values) {
    /** The value of a column; empty where nothing stands. */
    public String value(String column) {
      return values.get(column);
    }

    /** A sentence on a value that cannot be used; the value itself is not shown. */
    public SourceException problem(String column, String rule) {
      return CsvFile.problem(file, line, "column " + column + " " + rule, null);
    }
  }

  private CsvFile() {}

  /**
   * Hands over all rows, in order.
   *
   * @param file a path of this machine, or any that a registered Beam file system knows
   * @param columns the columns that the file must have; it may have others
   * @throws SourceException when the file cannot be read or is not CSV with these columns, and
   *     whatever the consumer throws
   */
  public static void read(String file, List<String> columns, Consumer<Row> consumer) {
    try (Reader text = open(file)) {
      skipByteOrderMark(text);
      rows(file, text, columns, consumer);
    } catch (IOException e) {
      throw new SourceException(
          "The file " + file + " cannot be read: check its path, and that it is UTF-8.", e);
    }
  }

  private static Reader open(String file) throws IOException {
    try {
      return new BufferedReader(
          Channels.newReader(
              FileSystems.open(FileSystems.matchNewResource(file, false)),
              StandardCharsets.UTF_8.newDecoder(),
              -1));
    } catch (IllegalArgumentException e) {
      throw new IOException("no file system for " + file, e);
    }
  }

  private static void skipByteOrderMark(Reader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
  }

  private static void rows(String file, Reader text, List<String> columns, Consumer<Row> consumer)
      throws IOException {
    long line = 1;
    try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
      for (String column : columns) {
        if (!parser.getHeaderNames().contains(column)) {
          throw problem(
              file,
              1,
              "the header lacks " + column + ", it must name " + String.join(",", columns),
              null);
        }
      }
      Iterator<CSVRecord> rows = parser.iterator();
      for (; rows.hasNext(); line = parser.getCurrentLineNumber()) {
        CSVRecord row = rows.next();
        if (!row.isConsistent()) {
          String sizes = row.size() + " values for " + parser.getHeaderNames().size() + " columns";
          throw problem(file, parser.getCurrentLineNumber(), "there are " + sizes, null);
        }
        consumer.accept(new Row(file, parser.getCurrentLineNumber(), row));
      }
    } catch (UncheckedIOException e) {
      // Whether a quote is wrong or a character, the parser says no more than where it was.
      throw problem(file, line + 1, "this or a following line is no CSV in UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw problem(file, 1, "the header is not one: " + e.getMessage(), e);
    }
  }

  private static SourceException problem(String file, long line, String what, Exception cause) {
    return new SourceException("Line " + line + " of " + file + ": " + what + ".", cause);
  }
}
