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
    Bounds bounds,
    List<Figure> measures,
    Disclosure disclosure) {

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if two figures share a name, or a figure that the bounds or
   *     the disclosure need is not declared
   */
  public KpiDeclaration {
    measures = List.copyOf(measures);
    List<Figure> declared =
        Stream.of(numerator.stream(), denominator.stream(), Stream.of(value), measures.stream())
            .flatMap(figures -> figures)
            .toList();
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

  /** Whether the value is the numerator's share of the denominator. */
  public boolean isShare() {
    return numerator.filter(Figure::whole).isPresent()
        && denominator.filter(Figure::whole).isPresent();
  }

  /** A KPI whose view has both numerator and denominator. */
  static KpiDeclaration of(
      String name,
      int definitionVersion,
      String description,
      Figure numerator,
      Figure denominator,
      Figure value,
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
        bounds,
        measures,
        disclosure);
  }
}
