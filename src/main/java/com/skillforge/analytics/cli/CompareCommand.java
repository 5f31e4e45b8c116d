package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.compare.ComparedTable;
import com.skillforge.analytics.io.compare.TableComparison;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.CompareOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.options.WarehouseChecks;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.options.WarehouseOptions;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * {@code compare-warehouses.sh}: proves that two warehouses hold the same rows, or shows which
 * differ.
 */
public final class CompareCommand {
  private static final int ROW_CHARS = 400;

  public static final Command COMMAND =
      OptionsCommand.reading(
          new OptionsCommand.Help(
              "compare-warehouses.sh --warehouses=<one>,<other> [--option=value …]",
              "Compares the rows of two warehouses, table by table and day by day: the numbers of"
                  + " rows, a hash of each, and, where they differ, the first rows that only one"
                  + " of them has. Who wrote a row and when is left out. Exit code 6 when they"
                  + " differ.",
              List.of(
                  CompareOptions.class,
                  WarehouseOptions.class,
                  BigQuerySinkOptions.class,
                  SnowflakeOptions.class)),
          CompareOptions.class,
          CompareCommand::read,
          CompareCommand::compare);

  private CompareCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private record Request(
      List<WarehouseKind> kinds,
      Optional<Path> otherFile,
      List<ComparedTable> tables,
      CompareOptions options) {
    List<QueryableWarehouse> open() {
      return Stream.concat(
              kinds.stream().map(kind -> Warehouses.reader(kind, options)),
              otherFile.map(DuckDbWarehouse::new).stream())
          .toList();
    }
  }

  private static Request read(CompareOptions options, List<String> problems) {
    List<WarehouseKind> kinds = WarehouseChecks.checkReach(options, problems);
    Optional<Path> otherFile = Optional.ofNullable(options.getOtherLocalWarehouse()).map(Path::of);
    if (kinds.size() + otherFile.stream().count() != 2) {
      problems.add(
          "Name two warehouses, like --warehouses=local,bigquery, or one and"
              + " --otherLocalWarehouse.");
    }
    return new Request(kinds, otherFile, tables(options.getTables(), problems), options);
  }

  private static List<ComparedTable> tables(@Nullable String text, List<String> problems) {
    List<ComparedTable> all = ComparedTable.all(TrackingPlan.builtIn());
    List<ComparedTable> named =
        Values.readChoices("tables", text, all, table -> table.name().toString(), problems);
    return named.isEmpty() ? all : all.stream().filter(named::contains).toList();
  }

  private static ExitCode compare(Request request, PrintStream out) {
    List<QueryableWarehouse> pair = request.open();
    TableComparison comparison = new TableComparison(pair.get(0), pair.get(1));
    List<TableComparison.Result> results = new ArrayList<>();
    for (ComparedTable table : request.tables()) {
      TableComparison.Result result = comparison.compare(table);
      results.add(result);
      print(result, pair, request.options().getListEqual(), out);
    }
    long different = results.stream().filter(result -> !result.isEqual()).count();
    long rows = results.stream().mapToLong(TableComparison.Result::rows).sum();
    out.printf(
        Locale.ROOT,
        "%s and %s %s: %,d rows agree in %d tables%s%n",
        pair.get(0).name(),
        pair.get(1).name(),
        different == 0 ? "hold the same" : "differ",
        rows,
        results.size(),
        different == 0 ? "" : ", " + different + " tables do not");
    return different == 0 ? ExitCode.DONE : ExitCode.CHECK;
  }

  private static void print(
      TableComparison.Result result,
      List<QueryableWarehouse> pair,
      boolean listEqual,
      PrintStream out) {
    if (!result.isEqual() || listEqual) {
      out.printf(
          Locale.ROOT,
          "%-34s %,12d rows agree%s%n",
          result.table().name(),
          result.rows(),
          result.isEqual() ? "" : ", " + result.days().size() + " days differ");
    }
    for (TableComparison.DayDifference day : result.days()) {
      out.printf(
          Locale.ROOT,
          "  %s: %s has %,d rows, %s %,d%n",
          day.day().map(LocalDate::toString).orElse("no day"),
          pair.get(0).name(),
          day.left(),
          pair.get(1).name(),
          day.right());
      day.onlyLeft()
          .forEach(row -> out.println("    only " + pair.get(0).name() + ": " + cut(row)));
      day.onlyRight()
          .forEach(row -> out.println("    only " + pair.get(1).name() + ": " + cut(row)));
    }
  }

  private static String cut(String row) {
    return row.length() <= ROW_CHARS ? row : row.substring(0, ROW_CHARS) + " …";
  }
}
