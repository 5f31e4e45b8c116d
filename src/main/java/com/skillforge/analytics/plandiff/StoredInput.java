package com.skillforge.analytics.plandiff;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.skillforge.analytics.io.letters.StoredLetter;
import com.skillforge.analytics.io.letters.StoredLetters;
import com.skillforge.analytics.io.rows.JsonText;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RawRowDecoder;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.options.LetterChoice;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.transforms.parsing.ReceivedText;
import com.skillforge.analytics.transforms.parsing.RecordParser;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a warehouse has stored and rejected, as files of lines that a pipeline reads like any
 * others: a record as a producer would have to send it to be stored as it is, a dead letter as it
 * was received. Beside each file another one says where its lines had stood.
 */
public final class StoredInput implements Positions, AutoCloseable {
  private static final String FILES = ".ndjson";
  private static final String POSITIONS = ".positions";

  /** The steps whose letters hold what was received. */
  private static final Set<String> RECEIVED =
      Set.of(RecordParser.STAGE, RecordParser.PERSONA_STAGE);

  private final Path directory;
  private long records;
  private long letters;
  private long reduced;
  private long lettersLeftOut;

  private StoredInput(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes what there is.
   *
   * @param since the first event time, or time of a dead letter, that matters; empty for all
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public static StoredInput of(
      QueryableWarehouse warehouse, StoredLetters letters, Optional<Instant> since) {
    try {
      StoredInput input = new StoredInput(Files.createTempDirectory("skillforge-stored"));
      try {
        for (RawTable raw : RawTable.all(TrackingPlan.builtIn())) {
          input.addRecords(warehouse, raw, since);
        }
        input.addLetters(letters, since);
        return input;
      } catch (RuntimeException e) {
        input.close();
        throw e;
      }
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private static UncheckedIOException noRoom(IOException e) {
    return new UncheckedIOException("there is no room for temporary files", e);
  }

  private void addRecords(QueryableWarehouse warehouse, RawTable raw, Optional<Instant> since)
      throws IOException {
    RawRowDecoder decoder = new RawRowDecoder(raw);
    String query = decoder.query(condition(warehouse.dialect(), raw, since), warehouse.dialect());
    Lines lines =
        warehouse.fold(
            query,
            () -> new Lines(directory.resolve("stored-" + raw.type().name() + FILES)),
            (file, row) -> file.add(decoder, row));
    lines.close();
    records += lines.written;
    reduced += lines.reduced;
  }

  private static String condition(Dialect dialect, RawTable raw, Optional<Instant> since) {
    return since
        .map(
            from ->
                "r."
                    + dialect.identifier(raw.type().eventTimeProperty())
                    + " >= "
                    + dialect.timestamp(from.toEpochMilli()))
        .or(() -> dialect.everyPartition("r", raw))
        .orElse("TRUE");
  }

  private void addLetters(StoredLetters stored, Optional<Instant> since) throws IOException {
    LetterChoice choice =
        new LetterChoice(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            since,
            Optional.empty(),
            Optional.empty(),
            Integer.MAX_VALUE);
    Map<String, Lines> files = new TreeMap<>();
    for (StoredLetter letter : stored.read(choice, StoredLetters.State.OPEN)) {
      if (isReceived(letter)) {
        files
            .computeIfAbsent(
                fileOf(letter.position().topic()), name -> new Lines(directory.resolve(name)))
            .add(letter.payload().replaceAll("[\\r\\n]", " "), letter.position());
      } else {
        lettersLeftOut++;
      }
    }
    for (Lines lines : files.values()) {
      lines.close();
      letters += lines.written;
    }
  }

  /** A topic decides what a record in it may be; the lines of another file go by what they are. */
  private static String fileOf(String topic) {
    boolean known =
        TrackingPlan.builtIn().topics().stream().anyMatch(each -> each.name().equals(topic));
    return (known ? topic : "letters") + FILES;
  }

  /** Whether a letter holds the whole record as it came. */
  private static boolean isReceived(StoredLetter letter) {
    return RECEIVED.contains(letter.stage())
        && !ReceivedText.isRedacted(letter.payload().getBytes(UTF_8))
        && !ReceivedText.mayBeCutOff(letter.payload());
  }

  /** Whether there is anything to compare. */
  public boolean isEmpty() {
    return records + letters == 0;
  }

  /** The arguments by which a pipeline reads it. */
  public List<String> arguments() {
    return List.of("--source=files", "--input=" + directory);
  }

  /** What it is, for people. */
  public List<String> notices() {
    List<String> notices = new ArrayList<>();
    notices.add(
        String.format(
            Locale.ROOT,
            "Read %,d stored records and %,d dead letters. Stored records have only what the plan of"
                + " this release knows: a property that is new is on none of them.",
            records,
            letters));
    if (reduced > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%,d rows are left out that an opt-out has reduced, or that mark a deletion.",
              reduced));
    }
    if (lettersLeftOut > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%,d dead letters are left out that do not hold the record as it came: cut off, raw PII"
                  + " taken out, or a row that a warehouse refused.",
              lettersLeftOut));
    }
    return notices;
  }

  @Override
  public String sql() {
    return "%1$s.record_source || '#' || %1$s.record_offset";
  }

  @Override
  public String told(String example) {
    int hash = example.lastIndexOf('#');
    Path file = Path.of(example.substring(0, hash) + POSITIONS);
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(Long.parseLong(example.substring(hash + 1))).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary file " + file + " cannot be read", e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary files in " + directory + " remain", e);
    }
  }

  /** One file of lines, begun anew when the query is tried again. */
  private static final class Lines {
    private final BufferedWriter lines;
    private final BufferedWriter positions;
    private long written;
    private long reduced;

    Lines(Path file) {
      try {
        lines = Files.newBufferedWriter(file);
        positions = Files.newBufferedWriter(Path.of(file + POSITIONS));
      } catch (IOException e) {
        throw noRoom(e);
      }
    }

    void add(RawRowDecoder decoder, RowValues row) {
      AnalyticsRecord record = decoder.record(row);
      if (record.optedOut() || record.tombstone()) {
        reduced++;
      } else {
        add(JsonText.record(record), record.position());
      }
    }

    void add(String line, RecordPosition position) {
      try {
        lines.write(line);
        lines.write('\n');
        positions.write(position + "\n");
        written++;
      } catch (IOException e) {
        throw noRoom(e);
      }
    }

    void close() throws IOException {
      lines.close();
      positions.close();
    }
  }
}
