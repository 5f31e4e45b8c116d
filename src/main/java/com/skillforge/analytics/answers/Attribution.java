package com.skillforge.analytics.answers;

import com.skillforge.analytics.answers.PastWorlds.Past;
import com.skillforge.analytics.answers.change.Composed;
import com.skillforge.analytics.answers.change.Fraction;
import com.skillforge.analytics.answers.change.Part;
import com.skillforge.analytics.answers.query.ListedRows;
import com.skillforge.analytics.answers.query.Rows;
import com.skillforge.analytics.answers.query.Rows.Column;
import com.skillforge.analytics.answers.query.Value;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a figure of one period differs from that of another: parts that add up to the difference
 * exactly. The people of both are compared as they were known when each row was final for the first
 * time, so that one period that had weeks to mend does not stand beside one that had none; what has
 * changed each row since is told apart.
 *
 * @param difference the later figure less the one that it is compared with
 */
record Attribution(Fraction difference, List<Line> lines) {
  /**
   * A part.
   *
   * @param period the row that it has changed; empty for a part of both
   */
  record Line(String period, Part part) {}

  /**
   * Compares the newest rows of two periods.
   *
   * @param against all rows of the period that is compared with, the oldest first
   * @param rows all rows of the period that is asked about
   * @return empty where one of them has no value
   * @throws NotReproducedException when the stored records do not give the newest figures, and
   *     nothing that is known explains it
   */
  static Optional<Attribution> of(
      List<KpiRow> against, List<KpiRow> rows, CellHistory history, List<ErasureReceipt> erasures) {
    Composed composed = Composed.of(history.kpi());
    Optional<Past> before = new PastWorlds(history, composed, against).past(erasures);
    Optional<Past> after = new PastWorlds(history, composed, rows).past(erasures);
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        of(day(against), before.get(), day(rows), after.get(), composed, start(rows)));
  }

  private static Attribution of(
      String dayBefore, Past before, String dayAfter, Past after, Composed composed, long start) {
    List<Line> lines = new ArrayList<>();
    composed
        .people(
            before.units(),
            after.units(),
            who -> after.view().firstSeen().getOrDefault(who, start) < start)
        .forEach(part -> lines.add(new Line("", part)));
    after.changes().forEach(part -> lines.add(new Line(dayAfter, part)));
    before.changes().forEach(part -> lines.add(new Line(dayBefore, part.negated())));
    lines.removeIf(line -> line.part().isNothing());
    return new Attribution(after.valueNow().minus(before.valueNow()), lines);
  }

  private static long start(List<KpiRow> rows) {
    return rows.get(0).key().period().startMillis();
  }

  private static String day(List<KpiRow> rows) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(start(rows)), ZoneOffset.UTC).toString();
  }

  /** The parts, for people to add up. */
  Rows rows() {
    BigInteger over = Part.commonDenominator(lines.stream().map(Line::part).toList());
    return new ListedRows(
        List.of(
            Column.of("cause"),
            Column.of("period"),
            Column.of("persona"),
            Column.ofNumbers("people"),
            Column.ofNumbers("part"),
            Column.of("exact")),
        lines.stream().map(line -> values(line, over)).toList());
  }

  /** That they do add up, and to what. */
  String toText() {
    List<Part> parts = lines.stream().map(Line::part).toList();
    BigInteger over = Part.commonDenominator(parts);
    String sum = "The parts add up to the difference, exactly: " + difference.over(over);
    return over.equals(BigInteger.ONE) ? sum + "." : sum + ", or " + difference.toDouble() + ".";
  }

  private static List<Value> values(Line line, BigInteger over) {
    Part part = line.part();
    return List.of(
        Value.text(part.cause()),
        Value.text(line.period()),
        Value.text(part.persona()),
        Value.whole(part.people()),
        Value.real(part.amount().toDouble()),
        Value.text(part.amount().over(over)));
  }
}
