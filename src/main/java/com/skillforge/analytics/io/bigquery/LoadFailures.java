package com.skillforge.analytics.io.bigquery;

import com.google.api.client.http.HttpResponseException;
import com.skillforge.analytics.io.WarehouseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says in one sentence what made the connector fail: it knows no other way than its own text. */
final class LoadFailures {
  /** What BigQueryIO says of a load that it has given up: the job as JSON follows. */
  private static final Pattern LOAD =
      Pattern.compile("Failed to create job with prefix beam_bq_job_LOAD.*", Pattern.DOTALL);

  /** BigQueryIO's classes that read. */
  private static final Pattern READING =
      Pattern.compile("\\.BigQuery(QueryHelper|QuerySource|Storage\\w*)\\b");

  private static final Pattern TABLE = Pattern.compile("\"tableId\" ?: ?\"([^\"]*)\"");

  private static final Pattern REASON =
      Pattern.compile("\"errorResult\" ?: ?\\{[^}]*?\"message\" ?: ?\"((?:[^\"\\\\]|\\\\.)*)\"");

  private LoadFailures() {}

  /** The failure of a load, of its files, or of a read; empty when it was something else. */
  static Optional<WarehouseException> explain(Throwable failure) {
    return Stream.of(
            parts(failure).map(part -> load(part, failure)),
            Stream.of(failure).map(LoadFailures::read),
            parts(failure).map(part -> file(part, failure)))
        .flatMap(Function.identity())
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** A failure, its causes, and what else failed beside them: files fail several at a time. */
  private static Stream<Throwable> parts(Throwable failure) {
    return Stream.concat(
        Stream.of(failure),
        Stream.concat(Stream.ofNullable(failure.getCause()), Stream.of(failure.getSuppressed()))
            .flatMap(LoadFailures::parts));
  }

  private static Optional<WarehouseException> load(Throwable part, Throwable failure) {
    Matcher load = LOAD.matcher(String.valueOf(part.getMessage()));
    return load.find()
        ? Optional.of(
            new WarehouseException(
                "BigQuery could not load the staged rows of "
                    + found(TABLE, load.group(), "a table")
                    + ": "
                    + found(REASON, load.group(), "it does not say why")
                    + "; nothing of the run is stored. Mend that, and start the run again.",
                failure))
        : Optional.empty();
  }

  /** Where it went wrong and what may stand in different parts: a call runs in another thread. */
  private static Optional<WarehouseException> read(Throwable failure) {
    boolean reading =
        parts(failure)
            .flatMap(part -> Stream.of(part.getStackTrace()))
            .anyMatch(frame -> READING.matcher(frame.getClassName()).find());
    return reading
        ? Optional.of(
            new WarehouseException(
                "BigQuery could not read the raw tables: "
                    + String.valueOf(root(failure).getMessage()).strip().replaceAll("\\s+", " ")
                    + "; nothing of the run is stored. Mend that (the account needs"
                    + " roles/bigquery.readSessionUser), and start the run again.",
                failure))
        : Optional.empty();
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  private static Optional<WarehouseException> file(Throwable part, Throwable failure) {
    return part instanceof HttpResponseException refused
        ? Optional.of(
            new WarehouseException(
                "The files for BigQuery's loads cannot be written to --tempLocation (status "
                    + refused.getStatusCode()
                    + "); check that the bucket is there and that the credentials may write to it,"
                    + " and start the run again.",
                failure))
        : Optional.empty();
  }

  private static String found(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : otherwise;
  }
}
