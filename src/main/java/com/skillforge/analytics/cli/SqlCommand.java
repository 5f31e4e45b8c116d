package com.skillforge.analytics.cli;

import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.answers.query.SqlQuery;
import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.HelpText;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.ops.Logging;
import com.skillforge.analytics.options.SqlOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.pipelines.launch.Processes;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code sql.sh}: runs one query on the local warehouse and prints its rows. */
public final class SqlCommand {
  private SqlCommand() {}

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    ExitCode code = Processes.run(() -> run(args, out));
    out.flush();
    System.exit(code.status());
  }

  static ExitCode run(String[] args, PrintStream out) {
    if (args.length == 0 || CommandLine.asksForHelp(args)) {
      out.print(
          HelpText.of(
              "sql.sh [--option=value …] \"SELECT …\"",
              "Runs one query on the local warehouse. Tables have their Snowflake names"
                  + " (user_sessions, raw_events.resume), events also those of BigQuery"
                  + " (analytics.session_metrics); SHOW ALL TABLES lists them all. Nothing can be"
                  + " written.",
              List.of(SqlOptions.class)));
      return args.length == 0 ? ExitCode.USAGE : ExitCode.DONE;
    }
    List<String> queries = CommandLine.positional(args);
    SqlOptions options =
        CommandLine.parse(
            CommandLine.named(args),
            SqlOptions.class,
            (parsed, problems) -> {
              Values.checkChoice("format", parsed.getFormat(), ResultFormat.labels(), problems);
              if (queries.size() != 1) {
                problems.add("Give one query, in quotes, like \"SELECT * FROM kpi_current\".");
              }
            });
    Logging.configure("text", "warn");
    new SqlQuery(new DuckDbWarehouse(Path.of(options.getLocalWarehouse())), queries.get(0))
        .print(ResultFormat.of(options.getFormat()), out);
    return ExitCode.DONE;
  }
}
