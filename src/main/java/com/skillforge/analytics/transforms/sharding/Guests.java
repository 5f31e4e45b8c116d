package com.skillforge.analytics.transforms.sharding;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Route;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes the guests of a job: copies of records for the shards of whom they concern (see {@link
 * Route}), and of preference changes for all shards when opt-outs of other senders matter there.
 */
public final class Guests implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No record concerns anybody but its sender. */
  public static final Guests NONE = new Guests(Set.of());

  private final Map<String, Route> routes = new HashMap<>();
  private final boolean preferences;

  private Guests(Set<Route> routes) {
    routes.forEach(route -> this.routes.put(route.recordType(), route));
    this.preferences = routes.stream().anyMatch(Route::suppressible);
  }

  /** The guests that travel some routes. */
  public static Guests of(Set<Route> routes) {
    return routes.isEmpty() ? NONE : new Guests(routes);
  }

  /** Whether no record has guests. */
  public boolean isEmpty() {
    return routes.isEmpty();
  }

  /** The types of records that have guests, preference changes apart. */
  public Set<String> recordTypes() {
    return Set.copyOf(routes.keySet());
  }

  /** The types of records that concern persons who have not sent them. */
  public Set<String> aboutOthers() {
    return routes.values().stream()
        .filter(route -> !route.toSession())
        .map(Route::recordType)
        .collect(Collectors.toSet());
  }

  /** Of {@link #aboutOthers}, those about one person each, with the property that names them. */
  public Map<String, String> aboutOnePerson() {
    return routes.values().stream()
        .filter(Route::toOnePerson)
        .collect(Collectors.toMap(Route::recordType, Route::property));
  }

  /** The types of records whose guests an opt-out of their sender suppresses. */
  public Set<String> suppressible() {
    return routes.values().stream()
        .filter(Route::suppressible)
        .map(Route::recordType)
        .collect(Collectors.toSet());
  }

  /** The properties that routing needs, by record type. */
  public Map<String, Set<String>> needs() {
    Map<String, Set<String>> needs = new HashMap<>();
    routes.forEach((type, route) -> needs.put(type, Set.of(route.property())));
    return needs;
  }

  /** Hands on the guests of a record, each with its subject. */
  public void forEach(AnalyticsRecord record, Consumer<AnalyticsRecord> out) {
    if (routes.isEmpty()) {
      return;
    }
    String type = record.type().name();
    Route route = routes.get(type);
    if (route != null) {
      route.forEach(
          record, (subject, copy) -> out.accept(copy.toBuilder().subject(subject).build()));
    } else if (preferences && type.equals(OptOutIntervals.RECORD_TYPE)) {
      out.accept(record.toBuilder().subject(Subject.EVERYBODY).build());
    }
  }
}
