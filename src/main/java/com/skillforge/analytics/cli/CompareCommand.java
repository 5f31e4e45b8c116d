package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.compare.ComparedTable;
import com.skillforge.analytics.io.compare.DifferentRows;
import com.skillforge.analytics.io.compare.Side;
import com.skillforge.analytics.io.compare.TableComparison;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.CompareOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.options.TwoSidesOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.options.WarehouseOptions;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                  + " of them has, or both with other values. Lines of what differs begin with ≠."
                  + " Who wrote a row and when is left out. Exit code 6 when they differ.",
              List.of(
                  CompareOptions.class,
                  TwoSidesOptions.class,
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

  private record Request(ComparedSides sides, List<ComparedTable> tables, boolean listEqual) {}

  private static Request read(CompareOptions options, List<String> problems) {
    ComparedSides sides = ComparedSides.read(options, List.of(), problems);
    return new Request(sides, tables(options.getTables(), problems), options.getListEqual());
  }

  private static List<ComparedTable> tables(@Nullable String text, List<String> problems) {
    List<ComparedTable> all = ComparedTable.all(TrackingPlan.builtIn());
    List<ComparedTable> named =
        Values.readChoices("tables", text, all, table -> table.name().toString(), problems);
    return named.isEmpty() ? all : all.stream().filter(named::contains).toList();
  }

  private static ExitCode compare(Request request, PrintStream out) {
    List<Side> pair = request.sides().open();
    String left = pair.get(0).name();
    String right = pair.get(1).name();
    TableComparison comparison =
        new TableComparison(pair.get(0).warehouse(), pair.get(1).warehouse());
    List<TableComparison.Result> results = new ArrayList<>();
    for (ComparedTable table : request.tables()) {
      TableComparison.Result result = comparison.compare(table);
      results.add(result);
      if (!result.isEqual() || request.listEqual()) {
        print(result, left, right, out);
      }
    }
    long different = results.stream().filter(result -> !result.isEqual()).count();
    long rows = results.stream().mapToLong(TableComparison.Result::rows).sum();
    out.printf(
        Locale.ROOT,
        "%s and %s %s: %,d rows agree in %d tables%s%n",
        left,
        right,
        different == 0 ? "hold the same" : "differ",
        rows,
        results.size(),
        different == 0 ? "" : ", " + different + " tables do not");
    return different == 0 ? ExitCode.DONE : ExitCode.CHECK;
  }

  private static void print(
      TableComparison.Result result, String left, String right, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s %-34s %,12d rows agree%s%n",
        result.isEqual() ? "=" : "≠",
        result.table().name(),
        result.rows(),
        result.isEqual() ? "" : ", " + result.days().size() + " days differ");
    for (TableComparison.DayDifference day : result.days()) {
      out.printf(
          Locale.ROOT,
          "  ≠ %s: %s has %,d rows, %s %,d%n",
          day.day().map(LocalDate::toString).orElse("no day"),
          left,
          day.left(),
          right,
          day.right());
      print(DifferentRows.of(result.table(), day.onlyLeft(), day.onlyRight()), left, right, out);
    }
  }

  private static void print(DifferentRows rows, String left, String right, PrintStream out) {
    for (DifferentRows.Changed row : rows.changed()) {
      out.println("    both, with other values: " + cut(row.row()));
      for (DifferentRows.ChangedColumn column : row.columns()) {
        out.println(
            cut(
                "      ≠ %s: %s %s, %s %s"
                    .formatted(column.name(), left, column.left(), right, column.right())));
      }
    }
    rows.onlyLeft().forEach(row -> out.println("    only " + left + ": " + cut(row)));
    rows.onlyRight().forEach(row -> out.println("    only " + right + ": " + cut(row)));
  }

  private static String cut(String row) {
    return row.length() <= ROW_CHARS ? row : row.substring(0, ROW_CHARS) + " …";
  }
}
