package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.plan.RecordType;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lets people appear under several names, as a warehouse does that was loaded before anybody knew
 * that those are one: an older user id, a hash, a browser, each with a link to the person.
 */
public final class Aliases {
  /** One link of the identity table. */
  public record Link(String tenant, String type, String alias, String person) {}

  private static final String HASH = "0123456789abcdef".repeat(4);

  private final Set<Link> links = new LinkedHashSet<>();

  /** The links that lead from all names used so far to the people. */
  public Set<Link> links() {
    return links;
  }

  /** The record under another name of its sender, with what a run without links would conclude. */
  public AnalyticsRecord disguise(AnalyticsRecord record) {
    RecordType type = record.type();
    AnalyticsRecord.Builder disguised = record.toBuilder();
    String person = record.canonicalUserId();
    int choice = Math.floorMod(record.recordId().hashCode(), 4);
    if (person != null && choice == 1) {
      String older = person + "-before";
      link(record, "user_id", older, person);
      disguised.value("user_id", older).canonicalUserId(older);
    } else if (person != null && choice == 2 && type.indexOf("pii_hash") >= 0) {
      // A reduced row has lost its hash; whom it led to is known from the run that stored it.
      link(record, "pii_hash", "v2:" + hash(person), person);
      disguised.value("user_id", "unknown of " + person);
      if (!record.optedOut()) {
        disguised
            .value("pii_hash", hash(person))
            .value("salt_version", 2L)
            .canonicalUserId("unknown of " + person);
      }
    } else if (person != null && choice == 3 && type.indexOf("anonymous_id") >= 0) {
      String browser = "browser of " + person;
      link(record, "anonymous_id", browser, person);
      disguised.value("user_id", null).value("anonymous_id", browser).canonicalUserId(null);
    }
    if (type.indexOf("student_id") >= 0 && record.has("student_id")) {
      disguised.value("student_id", nameOf(record, record.text("student_id"), choice));
    }
    if (type.indexOf("student_ids") >= 0) {
      disguised.value(
          "student_ids",
          record.texts("student_ids").stream()
              .map(student -> nameOf(record, student, choice + student.length()))
              .toList());
    }
    return disguised.build();
  }

  private String nameOf(AnalyticsRecord record, String person, int choice) {
    if (choice % 2 == 0) {
      return person;
    }
    String older = person + "-before";
    link(record, "user_id", older, person);
    return older;
  }

  private void link(AnalyticsRecord record, String type, String alias, String person) {
    links.add(new Link(record.tenantId(), type, alias, person));
  }

  private static String hash(String person) {
    return person.concat(HASH).substring(0, HASH.length());
  }
}
