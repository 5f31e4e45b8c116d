package com.skillforge.analytics.answers;

import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.answers.query.Rows;
import com.skillforge.analytics.answers.query.Value;
import com.skillforge.analytics.model.kpi.Figure;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.Unit;
import com.skillforge.analytics.sql.KpiViewColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The columns in which the rows of a KPI can be shown: those of its view, and those that people
 * read first, which say the same of every KPI. Tables for people are rounded; everything else gets
 * the figures as they are stored.
 */
public final class KpiColumns {
  /** A row of a KPI's view, by the names of its columns. */
  private record Row(Map<String, Value> values) {
    Value get(String column) {
      return values.getOrDefault(column, new Value.None());
    }

    String text(String column) {
      return get(column).text();
    }

    Optional<Double> number(String column) {
      return KpiColumns.number(get(column));
    }
  }

  /**
   * A column that can be asked for.
   *
   * @param isNumeric whether it is aligned to the right
   * @param stored its value, for programs
   * @param shown its value, for people
   */
  private record Choice(
      String name, boolean isNumeric, Function<Row, Value> stored, Function<Row, Value> shown) {}

  private final KpiDeclaration kpi;

  /** The names of the columns that were asked for; empty for the usual ones of the format. */
  private final List<String> asked;

  private KpiColumns(KpiDeclaration kpi, List<String> asked) {
    this.kpi = kpi;
    this.asked = List.copyOf(asked);
  }

  /** The usual ones of each format. */
  static KpiColumns usual(KpiDeclaration kpi) {
    return new KpiColumns(kpi, List.of());
  }

  /**
   * The columns that are named, in this order.
   *
   * @param names none for the usual ones: what people read first, or all of the view for programs
   * @param problems gets a sentence when one is no column
   */
  public static KpiColumns read(KpiDeclaration kpi, List<String> names, List<String> problems) {
    List<String> all = usual(kpi).choices().map(Choice::name).toList();
    List<String> unknown = names.stream().filter(name -> !all.contains(name)).toList();
    if (!unknown.isEmpty()) {
      problems.add(
          "--columns: %s has no column %s; it has %s."
              .formatted(kpi.name(), String.join(", ", unknown), String.join(", ", all)));
    }
    return new KpiColumns(kpi, names.stream().filter(all::contains).toList());
  }

  /** What of rows of the KPI's view is printed in a format. */
  Rows of(Rows rows, ResultFormat format) {
    boolean people = format.isForPeople();
    Map<String, Choice> choices =
        choices().collect(Collectors.toMap(Choice::name, choice -> choice));
    List<String> usual = people ? firstRead().map(Choice::name).toList() : viewColumns();
    List<Choice> chosen = (asked.isEmpty() ? usual : asked).stream().map(choices::get).toList();
    List<Rows.Column> columns =
        chosen.stream().map(choice -> new Rows.Column(choice.name(), choice.isNumeric())).toList();
    return new Rows() {
      @Override
      public List<Column> columns() {
        return columns;
      }

      @Override
      public @Nullable List<Value> next() {
        List<Value> values = rows.next();
        return values == null ? null : chosen(row(rows.columns(), values));
      }

      private List<Value> chosen(Row row) {
        return chosen.stream()
            .map(choice -> (people ? choice.shown() : choice.stored()).apply(row))
            .toList();
      }
    };
  }

  private static Row row(List<Rows.Column> columns, List<Value> values) {
    return new Row(
        Stream.iterate(0, i -> i + 1)
            .limit(values.size())
            .collect(Collectors.toMap(i -> columns.get(i).name(), values::get)));
  }

  private Stream<Choice> choices() {
    List<Choice> all = new ArrayList<>(firstRead().toList());
    List<String> names = all.stream().map(Choice::name).toList();
    viewColumns().stream()
        .filter(column -> !names.contains(column))
        .map(this::ofView)
        .forEach(all::add);
    return all.stream();
  }

  private Stream<Choice> firstRead() {
    return Stream.of(
        text("kpi", row -> kpi.name()),
        text("institution", row -> row.text("tenant_id")),
        text("period", KpiColumns::period),
        text("persona", row -> row.text("persona")),
        text("cut", row -> (row.text("dimension") + " " + row.text("dimension_value")).strip()),
        new Choice(
            "value", true, row -> row.get(kpi.value().name()), row -> Value.text(valueText(row))),
        new Choice("n", true, KpiColumns::units, row -> count(units(row))),
        new Choice("pending", true, row -> row.get("pending"), row -> count(row.get("pending"))),
        new Choice(
            "low-high",
            true,
            row -> new Value.Items(List.of(row.get("value_low"), row.get("value_high"))),
            row -> Value.text(between(row))),
        new Choice(
            "final",
            false,
            row -> row.get("is_final"),
            row -> Value.text(row.text("is_final").equals("true") ? "yes" : "no")));
  }

  private static Choice text(String name, Function<Row, String> text) {
    Function<Row, Value> value = row -> Value.text(text.apply(row));
    return new Choice(name, false, value, value);
  }

  private List<String> viewColumns() {
    return KpiViewColumns.names(kpi);
  }

  private Choice ofView(String column) {
    Optional<Figure> figure =
        Stream.concat(
                kpi.figures().filter(declared -> declared.name().equals(column)),
                column.startsWith("value_") ? Stream.of(kpi.value()) : Stream.empty())
            .findFirst();
    return new Choice(
        column,
        figure.isPresent() || column.startsWith("excluded_"),
        row -> row.get(column),
        row ->
            figure
                .flatMap(known -> row.number(column).map(known.unit()::text))
                .map(Value::text)
                .orElseGet(() -> row.get(column)));
  }

  /** How many units the value is of: the denominator, or, where there is none, what it counts. */
  private static Value units(Row row) {
    Value denominator = row.get("denominator");
    return denominator.isNone() ? row.get("numerator") : denominator;
  }

  private String valueText(Row row) {
    return row.number(kpi.value().name())
        .map(
            value ->
                kpi.valueText(
                    value,
                    row.number("numerator").orElse(value),
                    row.number("denominator").orElse(value)))
        .orElse("-");
  }

  /** Between what the final value lies; nothing where it can no longer change. */
  private String between(Row row) {
    Optional<Double> low = row.number("value_low");
    Optional<Double> high = row.number("value_high");
    boolean open = row.number("pending").orElse(0.0) > 0 && low.isPresent() && high.isPresent();
    return open
        ? kpi.value().unit().text(low.orElseThrow())
            + " - "
            + kpi.value().unit().text(high.orElseThrow())
        : "";
  }

  private static Value count(Value number) {
    return number(number).map(count -> Value.text(Unit.COUNT.text(count))).orElse(number);
  }

  /** The period by its length and first day; of a month only that. */
  private static String period(Row row) {
    String grain = row.text("period_grain");
    String start = row.text("period_start");
    int characters = Math.min(start.length(), grain.equals("month") ? 7 : 10);
    return grain + " " + start.substring(0, characters);
  }

  private static Optional<Double> number(Value value) {
    if (value instanceof Value.Real real) {
      return Optional.of(real.number());
    } else if (value instanceof Value.Whole whole) {
      return Optional.of(whole.number().doubleValue());
    } else if (value instanceof Value.Decimal decimal) {
      return Optional.of(decimal.number().doubleValue());
    }
    return Optional.empty();
  }
}
