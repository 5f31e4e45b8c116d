package com.skillforge.analytics.cli;

import com.skillforge.analytics.answers.query.QueryException;
import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.answers.query.SqlQuery;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.commandline.WordsAndOptions;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.options.FormatOptions;
import com.skillforge.analytics.options.SqlOptions;
import com.skillforge.analytics.options.SqlQueryOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code sql.sh}: runs one query on the local warehouse and prints its rows. */
public final class SqlCommand {
  static final Command COMMAND =
      new WarehouseToRead(
          true,
          OptionsCommand.withWords(
              new OptionsCommand.Help(
                  "sql.sh [--option=value …] \"SELECT …\"",
                  "Runs one query on the local warehouse. Tables have their Snowflake names"
                      + " (user_sessions, raw_events.resume), events also those of BigQuery"
                      + " (analytics.session_metrics); SHOW ALL TABLES lists them all. Nothing can be"
                      + " written.",
                  List.of(SqlOptions.class, FormatOptions.class, SqlQueryOptions.class)),
              SqlQueryOptions.class,
              SqlCommand::read,
              SqlCommand::run));

  private SqlCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private record Request(ResultFormat format, String query, Path file, Optional<String> tenant) {}

  private static Request read(WordsAndOptions<SqlQueryOptions> given, List<String> problems) {
    if (given.words().size() != 1) {
      problems.add("Give one query, in quotes, like \"SELECT * FROM kpi_current\".");
    }
    SqlQueryOptions options = given.options();
    return new Request(
        ResultFormat.read(options.getFormat(), problems),
        String.join(" ", given.words()),
        Path.of(options.getLocalWarehouse()),
        Optional.ofNullable(options.getTenant()));
  }

  private static ExitCode run(Request request, PrintStream out) {
    try {
      new SqlQuery(new DuckDbWarehouse(request.file()), request.query(), request.tenant())
          .print(request.format(), out);
    } catch (QueryException e) {
      throw new UserError(ExitCode.QUERY, e.messageWithPlace(), e);
    }
    return ExitCode.DONE;
  }
}
