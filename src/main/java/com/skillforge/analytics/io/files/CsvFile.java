package com.skillforge.analytics.io.files;

import com.skillforge.analytics.io.SourceException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a CSV file as RFC 4180 has it, with a header line: UTF-8, commas, quotes doubled inside of
 * quotes, lines that end in LF or CRLF. Columns are found by name, so that their order is free.
 * Only one row at a time is in memory.
 */
public final class CsvFile {
  private static final int END = -1;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private final Reader in;
  private long line = 1;
  private int next;

  /**
   * One row.
   *
   * @param line the line of the file in which it starts, from 1
   * @param values the values of the columns asked for, in that order; empty where nothing stands
   */
  public record Row(String file, long line, List<String> columns, List<String> values) {
    public String value(String column) {
      return values.get(columns.indexOf(column));
    }

    /** A sentence on a value that cannot be used; the value itself is not shown. */
    public SourceException problem(String column, String rule) {
      return new SourceException(
          "Line " + line + " of " + file + ": column " + column + " " + rule + ".");
    }
  }

  private CsvFile(String file, Reader in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Hands over all rows, in order.
   *
   * @param columns the columns that the file must have; it may have others
   * @throws SourceException when the file cannot be read or is not CSV with these columns, and
   *     whatever the consumer throws
   */
  public static void read(String file, List<String> columns, Consumer<Row> consumer) {
    try (Reader in = Files.newBufferedReader(Path.of(file))) {
      new CsvFile(file, in).rows(columns, consumer);
    } catch (IOException e) {
      throw new SourceException("The file " + file + " cannot be read: check its path.", e);
    }
  }

  private void rows(List<String> columns, Consumer<Row> consumer) throws IOException {
    advance();
    if (next == BYTE_ORDER_MARK) {
      advance();
    }
    List<String> header = fields();
    int[] indexes = new int[columns.size()];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = header.indexOf(columns.get(i));
      if (indexes[i] < 0) {
        throw problem(
            1,
            "the header lacks " + columns.get(i) + ", it must name " + String.join(",", columns));
      }
    }
    while (next != END) {
      long start = line;
      List<String> fields = fields();
      if (fields.size() == 1 && fields.get(0).isEmpty()) {
        continue; // an empty line, often the last one
      }
      if (fields.size() != header.size()) {
        throw problem(
            start, "there are " + fields.size() + " values for " + header.size() + " columns");
      }
      List<String> values = new ArrayList<>(indexes.length);
      for (int index : indexes) {
        values.add(fields.get(index));
      }
      consumer.accept(new Row(file, start, columns, values));
    }
  }

  /** The fields up to the end of the line, which is passed. */
  private List<String> fields() throws IOException {
    List<String> fields = new ArrayList<>();
    while (true) {
      fields.add(next == '"' ? quoted() : plain());
      if (next != ',') {
        break;
      }
      advance();
    }
    if (next == '\r') {
      advance();
    }
    if (next == '\n') {
      advance();
      line++;
    } else if (next != END) {
      throw problem(line, "a closing quote or a carriage return stands inside a value");
    }
    return fields;
  }

  private String plain() throws IOException {
    StringBuilder field = new StringBuilder();
    while (next != ',' && next != '\n' && next != '\r' && next != END) {
      if (next == '"') {
        throw problem(line, "a quote stands inside a value that does not begin with one");
      }
      field.append((char) next);
      advance();
    }
    return field.toString();
  }

  private String quoted() throws IOException {
    long start = line;
    StringBuilder field = new StringBuilder();
    advance();
    while (true) {
      if (next == END) {
        throw problem(start, "a quote is opened and never closed");
      }
      if (next == '"') {
        advance();
        if (next != '"') {
          return field.toString();
        }
      } else if (next == '\n') {
        line++;
      }
      field.append((char) next);
      advance();
    }
  }

  private void advance() throws IOException {
    try {
      next = in.read();
    } catch (CharacterCodingException e) {
      throw new SourceException(
          "The file " + file + " is not UTF-8 at or behind line " + line + ": save it as UTF-8.",
          e);
    }
  }

  private SourceException problem(long at, String what) {
    return new SourceException("Line " + at + " of " + file + ": " + what + ".");
  }
}
