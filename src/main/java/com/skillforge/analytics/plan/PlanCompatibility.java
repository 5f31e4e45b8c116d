package com.skillforge.analytics.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares two tracking plans: what changes, and whether producers, stored tables and data in
 * flight can go on with the next plan.
 *
 * <p>The order of record types, topics and properties is no change: records in flight name their
 * type and properties. The fields of an object list are the exception, see {@link
 * PropertyCompatibility}.
 */
public final class PlanCompatibility {
  /** Whether a change can be rolled out on its own. */
  public enum Impact {
    /** Records that were valid may be rejected, or stored data no longer fits. */
    BREAKING,
    /** Everything that was valid and stored stays so. */
    COMPATIBLE
  }

  /**
   * One difference between two plans.
   *
   * @param where the place in the plan, for example {@code session_started.user_id}
   * @param reason one sentence: what changes, and why it has this impact
   */
  public record Change(Impact impact, String where, String reason) {
    @Override
    public String toString() {
      return impact + " " + where + ": " + reason;
    }
  }

  private final List<Change> changes = new ArrayList<>();

  private PlanCompatibility() {}

  /** All changes from one plan to another, in the order of the plan; empty when they are equal. */
  public static List<Change> between(TrackingPlan old, TrackingPlan next) {
    PlanCompatibility comparison = new PlanCompatibility();
    comparison.recordTypes(old, next);
    comparison.topics(old, next);
    comparison.revision(old, next);
    return List.copyOf(comparison.changes);
  }

  void breaking(String where, String reason) {
    changes.add(new Change(Impact.BREAKING, where, reason));
  }

  void compatible(String where, String reason) {
    changes.add(new Change(Impact.COMPATIBLE, where, reason));
  }

  private void revision(TrackingPlan old, TrackingPlan next) {
    if (next.revision() < old.revision()) {
      breaking("revision", "it falls; a revision never comes back");
    } else if (next.revision() > old.revision()) {
      compatible("revision", "it rises, as it does with every change");
    } else if (!changes.isEmpty()) {
      breaking("revision", "the plan changes, but not its revision; raise it");
    }
  }

  private void recordTypes(TrackingPlan old, TrackingPlan next) {
    for (RecordType was : old.recordTypes()) {
      next.recordType(was.name())
          .ifPresentOrElse(
              is -> recordType(was, is),
              () ->
                  breaking(
                      was.name(),
                      "the record type is gone; its records would be rejected, and those in flight"
                          + " could not be read"));
    }
    for (RecordType is : next.recordTypes()) {
      if (old.recordType(is.name()).isEmpty()) {
        compatible(is.name(), "the record type is new; no record had this name");
      }
    }
  }

  private void recordType(RecordType was, RecordType is) {
    String name = was.name();
    if (was.kind() != is.kind()) {
      breaking(
          name,
          "its name moves to %s; producers send it as %s"
              .formatted(is.kind().nameProperty(), was.kind().nameProperty()));
    }
    if (!was.eventTimeProperty().equals(is.eventTimeProperty())) {
      breaking(name, "its event time changes; stored records keep the time of the old property");
    }
    versions(was, is);
    personas(was, is);
    behaviour(name, was.behaviour(), is.behaviour());
    storage(name, was.storage(), is.storage());
    if (!was.description().equals(is.description()) || !was.emission().equals(is.emission())) {
      compatible(name, "its description changes; nothing depends on it");
    }
    new PropertyCompatibility(this).compare(name, was.properties(), is.properties());
  }

  private void versions(RecordType was, RecordType is) {
    if (is.newestVersion() < was.newestVersion()) {
      breaking(
          was.name(),
          "version %d is gone; its records would be rejected".formatted(was.newestVersion()));
    } else if (is.newestVersion() > was.newestVersion()) {
      compatible(
          was.name(), "version %d is new; older versions stay valid".formatted(is.newestVersion()));
    }
  }

  private void personas(RecordType was, RecordType is) {
    Set<Persona> lost = without(was.personas(), is.personas());
    if (!lost.isEmpty()) {
      breaking(was.name(), "it is no longer for " + lost + "; their records would be rejected");
    }
    Set<Persona> gained = without(is.personas(), was.personas());
    if (!gained.isEmpty()) {
      compatible(was.name(), "it is for " + gained + " as well");
    }
  }

  private void behaviour(String name, RecordType.Behaviour was, RecordType.Behaviour is) {
    if (was.essential() != is.essential() || was.suppressible() != is.suppressible()) {
      breaking(name, "what is kept after an opt-out changes; stored records followed the old rule");
    }
    if (was.userInitiated() != is.userInitiated()) {
      breaking(
          name, "what counts as activity changes; published figures followed the old definition");
    }
  }

  private void storage(String name, RecordType.Storage was, RecordType.Storage is) {
    if (!was.snowflake().equals(is.snowflake()) || !was.bigquery().equals(is.bigquery())) {
      breaking(name, "its destination changes; stored records stay behind in the old table");
    }
    if (is.retentionYears() > was.retentionYears()) {
      compatible(name, "it is kept longer; what was deleted already does not come back");
    } else if (is.retentionYears() < was.retentionYears()) {
      compatible(name, "it is kept shorter; the next retention run deletes the older records");
    }
    if (!was.retentionReason().equals(is.retentionReason())) {
      compatible(name, "the reason of its retention changes; nothing depends on it");
    }
  }

  private void topics(TrackingPlan old, TrackingPlan next) {
    for (Topic was : old.topics()) {
      next.topic(was.name())
          .ifPresentOrElse(
              is -> topic(was, is),
              () -> breaking(was.name(), "the topic is gone; its records would not be read"));
    }
    for (Topic is : next.topics()) {
      if (old.topic(is.name()).isEmpty()) {
        compatible(is.name(), "the topic is new");
      }
    }
  }

  private void topic(Topic was, Topic is) {
    String name = was.name();
    Set<String> lost = without(was.recordTypes(), is.recordTypes());
    if (!lost.isEmpty()) {
      breaking(name, "it no longer carries " + lost + "; such records would be rejected");
    }
    Set<String> gained = without(is.recordTypes(), was.recordTypes());
    if (!gained.isEmpty()) {
      compatible(name, "it carries " + gained + " as well");
    }
    if (!was.persona().equals(is.persona())) {
      if (is.persona().isPresent()) {
        breaking(name, "its persona changes; records of other personas would be rejected");
      } else {
        compatible(name, "it takes any persona");
      }
    }
    if (was.compacted() && !is.compacted()) {
      breaking(name, "it is no longer compacted; its tombstones would be rejected");
    } else if (!was.compacted() && is.compacted()) {
      compatible(name, "it is compacted; a null value becomes a tombstone");
    }
    if (!was.option().equals(is.option())) {
      breaking(name, "its option is renamed; command lines with the old one would be refused");
    }
    if (!was.key().equals(is.key())) {
      breaking(name, "its key changes; tombstones of an old key would void nothing");
    }
  }

  /** What is in one set and not in the other, sorted so that the sentence is the same each time. */
  static <T extends Comparable<T>> Set<T> without(Set<T> some, Set<T> others) {
    Set<T> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }
}
