package com.skillforge.analytics.cli;

import com.skillforge.analytics.answers.KpiAnswers;
import com.skillforge.analytics.answers.KpiColumns;
import com.skillforge.analytics.answers.KpiQuery;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.WordsAndOptions;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.model.kpi.KpiDeclarations;
import com.skillforge.analytics.options.FormatOptions;
import com.skillforge.analytics.options.KpiQueryOptions;
import com.skillforge.analytics.options.SqlOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code kpi.sh}: shows the rows of KPIs, how and why they changed, and what they come from. */
public final class KpiCommand {
  private static final String ABOUT =
      """
      Shows what the local warehouse holds about KPIs:
        list            the KPIs, with their newest as_of, rows and pending units
        show <kpi>      the newest rows; --by=month takes those of a month together
        history <kpi>   every change of a row
        why <kpi>       why a row changed: the records that arrived between two rows, by reason
                        (on time, late, duplicate, identity link, opt-out, erasure, definition)
        attribute <kpi> why the row of --period differs from that of --against, the period before
                        unless given: parts that add up to the difference exactly (new, returning,
                        lost people, persona mix, what came late …)
        explain <kpi>   the records that one row was computed from, and what they contribute
        audit <kpi>|all compares the newest rows with the audit queries of sql/duckdb/checks, notes in
                        quality_checks what came of it, for status.sh; ends with exit code 6 when
                        they differ

      why, attribute and explain compute the row again from the raw tables, with the code of the pipelines;
      when that gives other figures than the stored ones, they say so and end with exit code 6.

      Examples:
        kpi.sh show weekly_active_users --tenant=north --persona=all
        kpi.sh why plan_adherence --tenant=north --period=2026-01-12
        kpi.sh attribute weekly_active_users --tenant=north --period=2026-01-19
        kpi.sh explain onboarding_completion --period=2026-01-14 --format=csv

      The KPIs: %s.""";

  private static final String ALL = "all";

  static final Command COMMAND =
      new WarehouseToRead(
          true,
          OptionsCommand.withWords(
              new OptionsCommand.Help(
                  "kpi.sh list|show|history|why|attribute|explain|audit [<kpi>] [--option=value …]",
                  ABOUT.formatted(String.join(", ", Kpis.names())),
                  List.of(KpiQueryOptions.class, SqlOptions.class, FormatOptions.class)),
              KpiQueryOptions.class,
              KpiCommand::read,
              KpiCommand::run));

  private KpiCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  /**
   * A question.
   *
   * @param kpi the KPI that it is about, {@link #ALL}, or nothing
   */
  private record Request(
      String question, String kpi, Optional<KpiColumns> columns, KpiQuery query) {}

  private static ExitCode run(Request request, PrintStream out) {
    KpiAnswers answers = new KpiAnswers(TrackingPlan.builtIn(), request.query(), out);
    String kpi = request.kpi();
    switch (request.question()) {
      case "list" -> answers.list();
      case "show" -> answers.show(kpi, request.columns().orElseThrow());
      case "history" -> answers.history(kpi);
      case "why" -> answers.why(kpi);
      case "attribute" -> answers.attribute(kpi);
      case "audit" -> {
        List<String> kpis = kpi.equals(ALL) ? Kpis.names() : List.of(kpi);
        return answers.audit(kpis, checks(), System.err) ? ExitCode.DONE : ExitCode.CHECK;
      }
      default -> answers.explain(kpi);
    }
    return ExitCode.DONE;
  }

  private static Path checks() {
    return Path.of(System.getProperty("skillforge.home", "."), "sql", "duckdb", "checks");
  }

  private static Request read(WordsAndOptions<KpiQueryOptions> given, List<String> problems) {
    List<String> words = given.words();
    String question = words.isEmpty() ? "" : words.get(0);
    List<String> aboutOne = List.of("show", "history", "why", "attribute", "explain", "audit");
    if (aboutOne.contains(question)) {
      checkKpi(question, words.subList(1, words.size()), problems);
    } else if (!question.equals("list")) {
      problems.add(
          "Say what to do: list, show, history, why, attribute, explain or audit"
              + (question.isEmpty() ? "." : ", not '" + question + "'."));
    } else if (words.size() > 1) {
      problems.add("list takes no KPI: it lists them all.");
    }
    if (List.of("why", "attribute", "explain").contains(question)
        && given.options().getPeriod() == null) {
      problems.add("--period is required by " + question + ", for example --period=2026-01-12.");
    }
    if (given.options().getBy() != null && !question.equals("show")) {
      problems.add("--by goes with show only.");
    }
    if (given.options().getAgainst() != null && !question.equals("attribute")) {
      problems.add("--against goes with attribute only.");
    }
    return new Request(
        question,
        words.stream().skip(1).findFirst().orElse(""),
        columns(question, words, given.options(), problems),
        KpiQuery.read(given.options(), problems));
  }

  /** Which columns are shown, where rows of a KPI are. */
  private static Optional<KpiColumns> columns(
      String question, List<String> words, KpiQueryOptions options, List<String> problems) {
    if (!question.equals("show")) {
      if (options.getColumns() != null) {
        problems.add("--columns goes with show alone.");
      }
      return Optional.empty();
    }
    return words.stream()
        .skip(1)
        .findFirst()
        .flatMap(KpiDeclarations::named)
        .map(kpi -> KpiColumns.read(kpi, Values.list(options.getColumns()), problems));
  }

  private static void checkKpi(String question, List<String> names, List<String> problems) {
    if (names.size() != 1) {
      problems.add("Name one KPI: kpi.sh " + question + " <kpi>.");
    } else if (!Kpis.names().contains(names.get(0))
        && !(question.equals("audit") && names.get(0).equals(ALL))) {
      problems.add(
          "There is no KPI '"
              + names.get(0)
              + "'; there are "
              + String.join(", ", Kpis.names())
              + ".");
    }
  }
}
