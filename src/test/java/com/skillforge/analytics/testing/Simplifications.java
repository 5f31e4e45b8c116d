package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.Property;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What can be made simpler about the records of a history without leaving any out: each becomes
 * more like what one expects, so that what is left as it was is what matters.
 */
final class Simplifications {
  /** What has an order of its own in here, or tells who somebody is. */
  private static final Set<String> APART =
      Set.of("user_id", "persona", "anonymous_id", "opt_out_status", "context_device");

  private Simplifications() {}

  /**
   * Histories that differ in one respect of one record. Copies of a record stay copies: what one of
   * them becomes, all become.
   */
  static List<History> of(History history) {
    List<UnaryOperator<AnalyticsRecord>> steps =
        List.of(
            record -> record.toBuilder().environment("prod").build(),
            record -> record.toBuilder().tenantId(tenantPrefix(record) + "north").build(),
            Simplifications::sentByAnn,
            Simplifications::byStudent,
            Simplifications::withoutLists);
    List<History> simpler = new ArrayList<>();
    for (String id : ids(history)) {
      addMoved(history, id, simpler);
      steps.forEach(step -> addIfChanged(history, changed(history, id, step), simpler));
      history.records().stream()
          .filter(record -> record.recordId().equals(id))
          .flatMap(record -> record.type().properties().stream())
          .filter(property -> !APART.contains(property.name()))
          .distinct()
          .forEach(
              property ->
                  addIfChanged(history, changed(history, id, r -> shorter(r, property)), simpler));
    }
    return simpler;
  }

  /** Everything before the digits and dashes of a crowd ends. */
  static String tenantPrefix(AnalyticsRecord record) {
    return record.tenantId().replaceFirst("[a-z]+$", "");
  }

  private static List<String> ids(History history) {
    return history.records().stream().map(AnalyticsRecord::recordId).distinct().toList();
  }

  /**
   * All copies move by the same time, so that they keep their distance: the coarser, the better.
   */
  private static void addMoved(History history, String id, List<History> simpler) {
    long earliest =
        history.records().stream()
            .filter(record -> record.recordId().equals(id))
            .mapToLong(AnalyticsRecord::eventTimeMillis)
            .min()
            .orElseThrow();
    Instant time = Instant.ofEpochMilli(earliest);
    for (Instant moved :
        List.of(
            Instant.ofEpochMilli(Histories.MONDAY),
            time.truncatedTo(ChronoUnit.DAYS),
            time.truncatedTo(ChronoUnit.HOURS))) {
      long by = moved.toEpochMilli() - earliest;
      // Earlier times in time are not simpler, or the passes would go on for ever.
      if (by != 0 && earliest != Histories.MONDAY) {
        simpler.add(
            changed(
                history,
                id,
                record ->
                    record.toBuilder()
                        .eventTimeMillis(record.eventTimeMillis() + by)
                        .recordTimestampMillis(record.recordTimestampMillis() + by)
                        .build()));
      }
    }
  }

  private static History changed(
      History history, String id, UnaryOperator<AnalyticsRecord> change) {
    return new History(
        history.records().stream()
            .map(record -> record.recordId().equals(id) ? change.apply(record) : record)
            .toList());
  }

  private static void addIfChanged(History before, History after, List<History> simpler) {
    if (!before.toString().equals(after.toString())) {
      simpler.add(after);
    }
  }

  private static AnalyticsRecord sentByAnn(AnalyticsRecord record) {
    return record.canonicalUserId() == null || record.type().indexOf("user_id") < 0
        ? record
        : record.toBuilder().canonicalUserId("ann").value("user_id", "ann").build();
  }

  private static AnalyticsRecord byStudent(AnalyticsRecord record) {
    boolean possible =
        record.type().indexOf("persona") >= 0
            && record.text("persona") != null
            && record.type().personas().contains(Persona.of("student").orElseThrow());
    return possible ? record.toBuilder().value("persona", "student").build() : record;
  }

  /** Without the last element of each list. */
  private static AnalyticsRecord withoutLists(AnalyticsRecord record) {
    AnalyticsRecord.Builder simpler = record.toBuilder();
    List<Property> properties = record.type().properties();
    for (int i = 0; i < properties.size(); i++) {
      if (record.value(i) instanceof List<?> list && !list.isEmpty()) {
        simpler.value(i, List.copyOf(list.subList(0, list.size() - 1)));
      }
    }
    return simpler.build();
  }

  /** One property: a text's first letter, zero, or the Monday of all. */
  private static AnalyticsRecord shorter(AnalyticsRecord record, Property property) {
    int index = record.type().indexOf(property.name());
    Object value = index < 0 ? null : record.value(index);
    if (value == null) {
      return record;
    }
    return record.toBuilder().value(index, shorter(property, value)).build();
  }

  private static Object shorter(Property property, Object value) {
    return switch (property.type()) {
      case STRING -> isFree(property) ? firstLetter((String) value) : value;
      case TIMESTAMP -> Histories.MONDAY;
      case INTEGER -> 0L;
      case NUMBER -> 0.0;
      case BOOLEAN, STRING_LIST, OBJECT_LIST -> value;
    };
  }

  private static boolean isFree(Property property) {
    return property.allowed().isEmpty() && property.format() == Property.Format.NONE;
  }

  private static String firstLetter(String text) {
    return text.isEmpty() ? text : text.substring(0, 1);
  }
}
