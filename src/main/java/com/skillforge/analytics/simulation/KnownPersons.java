package com.skillforge.analytics.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.simulation.SimulatedRecord.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * An institution of its own whose students show up under many names in one week, so that it is
 * known how many persons they are.
 *
 * <p>All {@value #STUDENTS} browse before they log in the next day. The first five have had two
 * other user ids, merged one into the next, and log in once under the oldest. The last ten are five
 * persons with two user ids each, who share the hash of an e-mail address; the same hash under
 * another salt belongs to the first student and links nobody. {@value #STRANGERS} more visitors
 * never log in.
 */
public final class KnownPersons {
  /** The institution. */
  public static final String TENANT = "eastbridge-academy";

  /** The Monday of the week in which all happens. */
  public static final String WEEK = "2026-02-02";

  private static final int STUDENTS = 20;
  private static final int MERGED = 5;
  private static final int PAIRS = 5;

  /** How many visitors nothing links. */
  public static final int STRANGERS = 3;

  /** How many persons the students are. */
  public static final int PERSONS = STUDENTS - PAIRS;

  private static final long MONDAY = Instant.parse(WEEK + "T09:00:00Z").toEpochMilli();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final List<SimulatedRecord> records = new ArrayList<>();
  private final StringBuilder links = new StringBuilder();

  private KnownPersons() {}

  /** A simulation with this institution added; everything of the others stays. */
  public static Simulation addTo(Simulation simulation) {
    KnownPersons persons = new KnownPersons();
    persons.simulate();
    List<SimulatedRecord> all =
        Stream.concat(simulation.records().stream(), persons.records.stream()).toList();
    return new Simulation(
        all,
        Expectations.of(all),
        simulation.termsCsv(),
        simulation.identityLinksCsv() + persons.links);
  }

  private void simulate() {
    for (int n = 0; n < STUDENTS; n++) {
      String user = "stu_" + n;
      String visitor = uuid("visitor" + n);
      int pair = n - (STUDENTS - 2 * PAIRS);
      String hash = pair < 0 ? null : hash("pair" + pair / 2);
      long at = MONDAY + Duration.ofMinutes(n).toMillis();
      browse(visitor, at);
      login(user, visitor, hash, 1, at + DAY);
      boolean second = pair >= 0 && pair % 2 == 1;
      link("anonymous_id", visitor, second ? "stu_" + (n - 1) : user);
      if (n < MERGED) {
        link("user_id", "oldest_" + n, "older_" + n);
        link("user_id", "older_" + n, user);
        login("oldest_" + n, visitor, n == 0 ? hash("pair0") : null, 2, at + 2 * DAY);
      }
      if (pair >= 0 && !second) {
        link("pii_hash", "v1:" + hash, user);
      }
    }
    for (int n = 0; n < STRANGERS; n++) {
      browse(uuid("stranger" + n), MONDAY);
    }
  }

  private void browse(String visitor, long at) {
    ObjectNode json = event("career_match_viewed", visitor, at);
    json.put("occupation_id", "15-1252.00");
    add(json, visitor, at);
  }

  private void login(String user, String visitor, @Nullable String hash, int salt, long at) {
    ObjectNode json = event("session_started", visitor, at);
    json.put("user_id", user);
    if (hash != null) {
      json.put("pii_hash", hash);
      json.put("salt_version", salt);
    }
    add(json, user, at);
  }

  private ObjectNode event(String name, String visitor, long at) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("event_name", name);
    json.put("event_timestamp", Payloads.timestamp(at));
    json.put("event_id", uuid(name + visitor + at));
    json.put("anonymous_id", visitor);
    json.put("tenant_id", TENANT);
    json.put("persona", Persona.STUDENT.label());
    json.put("context_page", "/");
    json.put("context_device", "web.desktop");
    json.put("opt_out_status", false);
    return json;
  }

  private void add(ObjectNode json, String key, long at) {
    records.add(
        new SimulatedRecord(
            Topics.events(Persona.STUDENT),
            key,
            at,
            Optional.of(Payloads.bytes(json)),
            Kind.PROMPT,
            json.get("event_name").asText(),
            Set.of()));
  }

  private void link(String type, String alias, String canonical) {
    String linkedAt = Payloads.timestamp(MONDAY + 5 * DAY);
    links.append(String.join(",", TENANT, type, alias, canonical, linkedAt)).append('\n');
  }

  private static String uuid(String seed) {
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String hash(String seed) {
    return (uuid(seed) + uuid("salted " + seed)).replace("-", "");
  }
}
