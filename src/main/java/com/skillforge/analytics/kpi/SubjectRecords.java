package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.sharding.Guests;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which records single subjects depend on, but for the preference changes of others. */
public final class SubjectRecords {
  private final List<Kpi> kpis;
  private final TrackingPlan plan;
  private final Guests guests;

  private SubjectRecords(List<Kpi> kpis, TrackingPlan plan) {
    this.kpis = kpis;
    this.plan = plan;
    this.guests = Kpis.guests(kpis);
  }

  /**
   * All that they sent, all of their sessions and all that is about them, however old it is: an old
   * record may have the id of a new one. And all records of those types that may be about many.
   *
   * @param types all record types that are read
   */
  public static RecordChoice of(
      List<Kpi> kpis, TrackingPlan plan, Set<String> types, Set<SubjectKey> subjects) {
    if (subjects.isEmpty()) {
      return RecordChoice.NOTHING;
    }
    SubjectRecords records = new SubjectRecords(kpis, plan);
    Map<String, String> persons = records.persons();
    Set<String> whole = new HashSet<>(records.guests.aboutOthers());
    whole.removeAll(persons.keySet());
    return new RecordChoice(
        types,
        whole.stream().collect(Collectors.toMap(type -> type, type -> RecordChoice.ALL_MICROS)),
        List.of(),
        subjects,
        Set.of(),
        persons);
  }

  /** The types at which KPIs look by the person whom they are about, never by their sender. */
  private Map<String, String> persons() {
    Map<String, String> persons = new HashMap<>(guests.aboutOnePerson());
    persons
        .keySet()
        .removeIf(
            type ->
                !isAlone(type)
                    || kpis.stream()
                        .anyMatch(kpi -> reads(kpi, type) && !isAboutOthers(kpi, type)));
    return persons;
  }

  /** Whether a sender that is no more than a topic sends nothing else, which may have its ids. */
  private boolean isAlone(String type) {
    return plan.topics().stream()
        .filter(topic -> topic.recordTypes().contains(type))
        .allMatch(topic -> topic.recordTypes().size() == 1);
  }

  private static boolean isAboutOthers(Kpi kpi, String type) {
    return Guests.of(kpi.routes()).aboutOthers().contains(type);
  }

  private boolean reads(Kpi kpi, String type) {
    return kpi.recordTypes(plan).contains(type);
  }
}
