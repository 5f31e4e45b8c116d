package com.skillforge.analytics.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A table of the product document, copied word by word into the test resources. */
public final class DocumentTable {
  private DocumentTable() {}

  /** The rows by column title, as the document writes them but for the back-ticks. */
  public static List<Map<String, String>> rows(String file) {
    List<String> lines = lines(file);
    List<String> titles = cells(lines.get(0));
    return lines.stream().skip(1).map(line -> row(titles, cells(line))).toList();
  }

  static List<String> lines(String file) {
    String path = "/tracking-plan-document/" + file;
    try (InputStream in = DocumentTable.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    return List.of(line.replace("`", "").split("\t", -1));
  }

  private static Map<String, String> row(List<String> titles, List<String> cells) {
    Map<String, String> row = new HashMap<>();
    IntStream.range(0, titles.size()).forEach(i -> row.put(titles.get(i), cells.get(i)));
    return row;
  }
}
