package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.PropertyType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The records of a few users, in order of arrival; prints itself with one line per record. */
public record History(List<AnalyticsRecord> records) {
  private static final Set<String> SHOWN_APART = Set.of("user_id", "persona", "anonymous_id");

  /** The same history at institutions of its own, so that many can share a pipeline. */
  public History atTenantsOf(String prefix) {
    return new History(
        records.stream()
            .map(record -> record.toBuilder().tenantId(prefix + record.tenantId()).build())
            .toList());
  }

  /**
   * The history with as many records left out, and as much of the others made simple, as it takes
   * no notice of: first record by record, then value by value, until nothing more can go.
   */
  public History shrunkWhile(Predicate<History> fails) {
    History smallest = this;
    Optional<History> next = Optional.of(this);
    while (next.isPresent()) {
      smallest = next.get();
      next = smaller(smallest).filter(fails).findFirst();
    }
    return smallest;
  }

  /** Histories that are a step smaller, the biggest steps first; they are made when looked at. */
  private static Stream<History> smaller(History history) {
    return Stream.concat(
        IntStream.range(0, history.records.size()).mapToObj(history::without),
        Stream.of(history).flatMap(whole -> Simplifications.of(whole).stream()));
  }

  private History without(int index) {
    List<AnalyticsRecord> rest = new ArrayList<>(records);
    rest.remove(index);
    return new History(rest);
  }

  @Override
  public String toString() {
    return records.size()
        + " records"
        + records.stream().map(History::line).collect(Collectors.joining("\n  ", "\n  ", "\n"));
  }

  /** One record on one line. */
  public static String line(AnalyticsRecord record) {
    return String.format(
        "%s %s/%s %s %s %s id=%s at=%s/%s",
        Instant.ofEpochMilli(record.eventTimeMillis()),
        record.environment(),
        record.tenantId(),
        record.sender(),
        Objects.requireNonNullElse(record.text("persona"), "-"),
        record.tombstone() ? "tombstone" : record.type(),
        record.recordId().substring(28),
        record.position().source(),
        record.position() + properties(record));
  }

  private static String properties(AnalyticsRecord record) {
    StringBuilder text = new StringBuilder();
    List<Property> properties = record.type().properties();
    for (int i = 0; i < properties.size(); i++) {
      Property property = properties.get(i);
      Object value = record.value(i);
      if (value != null && !SHOWN_APART.contains(property.name())) {
        text.append(' ').append(property.name()).append('=').append(readable(property, value));
      }
    }
    return text.toString();
  }

  private static Object readable(Property property, Object value) {
    if (property.type() == PropertyType.TIMESTAMP) {
      return Instant.ofEpochMilli((Long) value);
    }
    if (property.type() == PropertyType.OBJECT_LIST) {
      return ((List<?>) value)
          .stream()
              .map(AnalyticsRecord.Fields.class::cast)
              .map(task -> task.text(0) + " due " + Instant.ofEpochMilli(task.millis(1)))
              .toList();
    }
    return value;
  }
}
