package com.skillforge.analytics.cli;

import com.skillforge.analytics.answers.query.ListedRows;
import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.answers.query.Rows.Column;
import com.skillforge.analytics.answers.query.Value;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.compare.EventParity;
import com.skillforge.analytics.io.compare.EventParity.Event;
import com.skillforge.analytics.io.compare.EventParity.Line;
import com.skillforge.analytics.io.compare.ParityRule;
import com.skillforge.analytics.io.compare.ParityRule.Verdict;
import com.skillforge.analytics.io.compare.Side;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.ParityOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.options.TwoSidesOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.options.WarehouseOptions;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** {@code parity.sh}: whether two environments, or two warehouses, have about as many events. */
public final class ParityCommand {
  private static final String ABOUT =
      """
      Compares how many records of each event two sides have stored of each day (UTC), and of all
      events together: two environments of a warehouse, or two warehouses. One line when they are
      near enough to each other; else a table of what is not, and exit code 6. An event that one
      side has and the other has not at all is outside, whatever the tolerance.

      Examples:
        parity.sh --environments=prod,staging --warehouses=bigquery --project=my-project
        parity.sh --warehouses=bigquery,snowflake --environments=prod …
        parity.sh --localWarehouse=a.duckdb --otherLocalWarehouse=b.duckdb --from=2026-01-12 --to=2026-01-19""";

  public static final Command COMMAND =
      OptionsCommand.reading(
          new OptionsCommand.Help(
              "parity.sh [--environments=<one>,<other>] [--option=value …]",
              ABOUT,
              List.of(
                  ParityOptions.class,
                  TwoSidesOptions.class,
                  WarehouseOptions.class,
                  BigQuerySinkOptions.class,
                  SnowflakeOptions.class)),
          ParityOptions.class,
          ParityCommand::read,
          ParityCommand::compare);

  private ParityCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private record Request(
      ComparedSides sides, ParityRule rule, List<Event> events, TimeRange range) {}

  private static Request read(ParityOptions options, List<String> problems) {
    ComparedSides sides =
        ComparedSides.read(options, Values.list(options.getEnvironments()), problems);
    if (!(options.getTolerance() >= 0 && options.getTolerance() < 100)) {
      problems.add(
          "--tolerance must be at least 0 and less than 100 (per cent), not "
              + options.getTolerance()
              + ".");
    }
    Values.checkAtLeast("minRows", options.getMinRows(), 0, problems);
    List<Event> all = Event.all(TrackingPlan.builtIn());
    List<Event> named =
        Values.readChoices("events", options.getEvents(), all, Event::name, problems);
    ParityRule rule =
        new ParityRule(options.getTolerance(), options.getMinRows(), sides.areEnvironments());
    return new Request(sides, rule, named.isEmpty() ? all : named, range(options, problems));
  }

  private static TimeRange range(ParityOptions options, List<String> problems) {
    Instant to =
        Values.readInstant("to", options.getTo(), problems)
            .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.DAYS));
    Instant from =
        Values.readInstant("from", options.getFrom(), problems)
            .orElseGet(() -> to.minus(Duration.ofDays(1)));
    if (!from.isBefore(to)) {
      problems.add("--from must be before --to: " + from + " is not before " + to + ".");
    }
    return new TimeRange(from, to);
  }

  private static ExitCode compare(Request request, PrintStream out) {
    List<Side> sides = request.sides().open();
    EventParity.Result result =
        new EventParity(sides.get(0), sides.get(1), request.rule())
            .compare(request.events(), request.range());
    String left = sides.get(0).name();
    String right = sides.get(1).name();
    TimeRange range = request.range();
    if (result.isEmpty()) {
      out.printf(
          "Outside: neither %s nor %s has any event from %s to %s%n",
          left, right, range.from(), range.to());
      return ExitCode.CHECK;
    }
    List<Line> outside = result.outside();
    if (!outside.isEmpty()) {
      ResultFormat.TABLE.print(table(outside, sides), out);
    }
    out.printf(
        "%s: %s and %s, from %s to %s, tolerance %s %%: %s%n",
        outside.isEmpty() ? "Within" : "Outside",
        left,
        right,
        range.from(),
        range.to(),
        percent(request.rule().percent()),
        sum(result));
    return outside.isEmpty() ? ExitCode.DONE : ExitCode.CHECK;
  }

  private static String sum(EventParity.Result result) {
    long few = result.lines().stream().filter(line -> line.verdict() == Verdict.FEW).count();
    return result.lines().size()
        + " numbers compared, "
        + result.outside().size()
        + " outside, "
        + few
        + " too few to tell"
        + widest(result);
  }

  private static String widest(EventParity.Result result) {
    return result
        .widest()
        .map(
            line ->
                "; within, the widest is %s on %s with %s %%"
                    .formatted(line.event(), line.day(), percent(line.difference())))
        .orElse("");
  }

  private static ListedRows table(List<Line> lines, List<Side> sides) {
    return new ListedRows(
        List.of(
            Column.of("event"),
            Column.of("day"),
            Column.ofNumbers(sides.get(0).name()),
            Column.ofNumbers(sides.get(1).name()),
            Column.ofNumbers("% of the larger"),
            Column.of("verdict")),
        lines.stream().map(ParityCommand::row).toList());
  }

  private static List<Value> row(Line line) {
    return List.of(
        Value.text(line.event()),
        Value.text(line.day().toString()),
        Value.whole(line.left()),
        Value.whole(line.right()),
        Value.text(percent(line.difference())),
        Value.text(line.verdict().toString()));
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
