package com.skillforge.analytics.model.kpi;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a KPI says of itself, once: the engine puts out these figures and the warehouses' views have
 * these columns.
 *
 * @param name the KPI in {@code kpi_values.kpi} and {@code --kpis}, and the name of its view
 * @param definitionVersion starts at 1 and rises with any change of meaning
 * @param description what a row is
 * @param numerator the view's column for the numerator; empty to leave it out
 * @param denominator the view's column for the denominator; empty to leave it out
 * @param value the view's column for the value
 * @param composition what the value is made of
 * @param bounds what the value can still become while units are pending
 * @param measures the further figures: each row has all of them
 * @param disclosure what of it is shown to readers who may not see single people
 */
public record KpiDeclaration(
    String name,
    int definitionVersion,
    String description,
    Optional<Figure> numerator,
    Optional<Figure> denominator,
    Figure value,
    Composition composition,
    Bounds bounds,
    List<Figure> measures,
    Disclosure disclosure) {

  /** Of so many units a share may be told as a percentage. */
  private static final int FEW = 10;

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if two figures share a name, or a figure that the bounds or
   *     the disclosure need is not declared
   */
  public KpiDeclaration {
    measures = List.copyOf(measures);
    List<Figure> declared = figures(numerator, denominator, value, measures).toList();
    Set<String> names = new HashSet<>();
    declared.stream()
        .map(Figure::name)
        .filter(figure -> !names.add(figure))
        .findFirst()
        .ifPresent(
            twice -> {
              throw new IllegalArgumentException(name + " has two figures named " + twice);
            });
    if (!measures.containsAll(bounds.measures())) {
      throw new IllegalArgumentException(
          name + " does not declare all of the measures that its bounds need");
    }
    if (!declared.containsAll(disclosure.figures())) {
      throw new IllegalArgumentException(
          name + " does not declare the figure that says how many people a row is of");
    }
  }

  /** All figures of a row. */
  public Stream<Figure> figures() {
    return figures(numerator, denominator, value, measures);
  }

  private static Stream<Figure> figures(
      Optional<Figure> numerator,
      Optional<Figure> denominator,
      Figure value,
      List<Figure> measures) {
    return Stream.of(numerator.stream(), denominator.stream(), Stream.of(value), measures.stream())
        .flatMap(figures -> figures);
  }

  /** Whether the value is the numerator's share of the denominator. */
  public boolean isShare() {
    return numerator.filter(Figure::whole).isPresent()
        && denominator.filter(Figure::whole).isPresent();
  }

  /**
   * A value as people read it: rounded, with its unit; a share of few as what it is, such as {@code
   * 1 of 1}, since a percentage would say more than is known.
   */
  public String valueText(double value, double numerator, double denominator) {
    return this.value.unit() == Unit.SHARE && denominator < FEW
        ? "%s of %s".formatted(Unit.COUNT.text(numerator), Unit.COUNT.text(denominator))
        : this.value.unit().text(value);
  }

  /** A KPI whose view has both numerator and denominator. */
  static KpiDeclaration of(
      String name,
      int definitionVersion,
      String description,
      Figure numerator,
      Figure denominator,
      Figure value,
      Composition composition,
      Bounds bounds,
      List<Figure> measures,
      Disclosure disclosure) {
    return new KpiDeclaration(
        name,
        definitionVersion,
        description,
        Optional.of(numerator),
        Optional.of(denominator),
        value,
        composition,
        bounds,
        measures,
        disclosure);
  }
}
