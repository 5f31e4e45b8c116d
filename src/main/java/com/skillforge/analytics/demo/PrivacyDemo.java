package com.skillforge.analytics.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.pipelines.ErasurePipeline;
import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.pipelines.PrivacyAuditPipeline;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.SimulatedRecord;
import com.skillforge.analytics.simulation.SimulationPublisher;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.RawTable;
import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Two persons of one institution, of whom a loaded warehouse has records: the opt-out of one comes
 * late, the other asks to be erased. Shows what each store held before and after.
 */
public final class PrivacyDemo {
  private static final String REQUEST = "demo-1";

  /**
   * Somebody with links, and somebody without opt-outs of whom there is much; both of one place.
   */
  private static final String ERASED =
      """
      SELECT tenant_id, canonical_user_id, ''
      FROM audit.accepted_records AS seen
      SEMI JOIN identity.links AS link
        ON link.tenant_id = seen.tenant_id AND link.resolved_user_id = seen.canonical_user_id
      WHERE persona = 'student' AND canonical_user_id NOT IN (
        SELECT canonical_user_id FROM privacy.preferences WHERE canonical_user_id IS NOT NULL)
      GROUP BY ALL
      ORDER BY count(*) DESC, canonical_user_id
      LIMIT 1
      """;

  private static final String OPTED_OUT =
      """
      SELECT tenant_id, canonical_user_id,
        strftime(median(event_time), '%%Y-%%m-%%dT%%H:%%M:%%SZ')
      FROM audit.accepted_records
      WHERE tenant_id = %s AND persona = 'student' AND opt_out_applies AND NOT essential
        AND canonical_user_id IS NOT NULL AND canonical_user_id <> %s
        AND canonical_user_id NOT IN (
          SELECT canonical_user_id FROM privacy.preferences WHERE canonical_user_id IS NOT NULL)
      GROUP BY ALL
      ORDER BY count(*) DESC, canonical_user_id
      LIMIT 1
      """;

  private static final String FINAL =
      """
      SELECT concat_ws(' ', kpi, environment, tenant_id, persona, dimension, dimension_value,
        period_grain, period_start, '=', numerator, denominator, value, pending, measures)
      FROM kpi_current WHERE is_final AND tenant_id = %s
      """;

  private static final String RECEIPTS =
      """
      SELECT store || '|' || table_name || '|' || rows_removed
      FROM privacy.erasure_receipts
      WHERE request_id = %s AND rows_removed > 0
      ORDER BY ALL
      """;

  private record Person(String tenant, String user, String at) {}

  private final DuckDbWarehouse warehouse;
  private final EmbeddedIdentity identity;
  private final String bootstrapServers;
  private final List<String> arguments;
  private final Steps steps;
  private final PrintStream out;
  private final PrintStream err;
  private final List<String> failures = new ArrayList<>();

  /**
   * Creates the demonstration.
   *
   * @param arguments what the pipelines of the demo are started with
   * @param err where progress is drawn
   */
  public PrivacyDemo(
      DuckDbWarehouse warehouse,
      EmbeddedIdentity identity,
      String bootstrapServers,
      List<String> arguments,
      Steps steps,
      PrintStream out,
      PrintStream err) {
    this.warehouse = warehouse;
    this.identity = identity;
    this.bootstrapServers = bootstrapServers;
    this.arguments = List.copyOf(arguments);
    this.steps = steps;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs it, and prints what becomes of whom.
   *
   * @return one sentence for each thing that is not as it should be
   */
  public List<String> run() {
    Person erased = person(ERASED);
    Person late = person(OPTED_OUT.formatted(literal(erased.tenant()), literal(erased.user())));
    out.printf(
        "%nPrivacy: %s had opted out on %s, which becomes known only now; %s asks to be erased.%n",
        late.user(), late.at(), erased.user());
    Set<String> settled = Set.copyOf(texts(FINAL.formatted(literal(erased.tenant()))));
    SortedMap<String, Long> lateBefore = rowsOf(late);
    SortedMap<String, Long> before = held(erased);

    publish(late);
    steps.run("raw-events", -1, () -> RawEventsPipeline.run(all(), err));
    steps.run("privacy-audit", -1, () -> PrivacyAuditPipeline.run(all(), err));
    steps.run("erasure", -1, () -> ErasurePipeline.run(erasing(erased), err));
    SortedMap<String, Long> lateAfter = rowsOf(late);
    SortedMap<String, Long> after = held(erased);
    RunReport again =
        steps.run("raw-events, once more", -1, () -> RawEventsPipeline.run(all(), err));
    steps.run("kpi --kpis=all", -1, () -> KpiPipeline.run(all(), err));
    SortedMap<String, Long> reread = held(erased);

    print(late.user() + ", since the opt-out", List.of("stored", "audited"), lateBefore, lateAfter);
    print(erased.user(), List.of("stored", "erased", "read again"), before, after, reread);
    printReceipts();
    printAgain(again);
    Set<String> kept = Set.copyOf(texts(FINAL.formatted(literal(erased.tenant()))));
    long moved = settled.stream().filter(row -> !kept.contains(row)).count();
    out.printf(
        Locale.ROOT,
        "%nFinal KPI rows of %s: %,d before, %,d of them changed.%n",
        erased.tenant(),
        settled.size(),
        moved);

    expect("late opt-out: rows before the audit", sum(lateBefore) > 0);
    expect("late opt-out: no rows after the audit", sum(lateAfter) == 0);
    expect("erasure: rows before it", sum(before) > 0);
    expect("erasure: no rows after it", sum(after) == 0);
    expect("erasure: no rows after the log was read again", sum(reread) == 0);
    expect("erasure: records are dropped when the log is read again", again.counts().erased() > 0);
    expect("no final KPI row changes", !settled.isEmpty() && moved == 0);
    return failures;
  }

  private void expect(String what, boolean holds) {
    if (!holds) {
      failures.add("privacy: it does not hold: " + what + ".");
    }
  }

  private String[] all() {
    return arguments.toArray(String[]::new);
  }

  private String[] erasing(Person person) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(
        List.of(
            "--user=" + person.user(), "--tenant=" + person.tenant(), "--requestId=" + REQUEST));
    return all.toArray(String[]::new);
  }

  private void publish(Person late) {
    String topic = "analytics.events.student";
    String json =
        """
        {"event_name":"settings_tracking_opt_out","event_id":"00000000-0000-4000-8000-00000000d3e0",\
        "event_timestamp":"%s","tenant_id":"%s","environment":"demo","user_id":"%s",\
        "anonymous_id":"00000000-0000-4000-8000-00000000d3e1","persona":"student",\
        "context_page":"/settings/privacy","context_device":"web","opt_out_status":true}"""
            .formatted(late.at(), late.tenant(), late.user());
    SimulationPublisher.publish(
        List.of(
            new SimulatedRecord(
                topic,
                late.user(),
                Instant.now().toEpochMilli(),
                Optional.of(json.getBytes(UTF_8)),
                SimulatedRecord.Kind.LATE,
                "settings_tracking_opt_out",
                Set.of())),
        Map.of("bootstrap.servers", bootstrapServers));
  }

  private Person person(String query) {
    return warehouse.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
              throw new IllegalStateException("nobody in the simulation is such a person");
            }
            return new Person(row.getString(1), row.getString(2), row.getString(3));
          }
        });
  }

  /** What may not be stored any more, by table. */
  private SortedMap<String, Long> rowsOf(Person late) {
    return counts(
        raw -> raw.type().behaviour().suppressible(),
        raw ->
            who(late)
                + " AND "
                + DuckDb.SQL.identifier(raw.type().eventTimeProperty())
                + " >= TIMESTAMP "
                + literal(late.at().replace('T', ' ').replace("Z", "")));
  }

  /** What every store has of a person, by table. */
  private SortedMap<String, Long> held(Person person) {
    SortedMap<String, Long> rows = counts(raw -> raw.type().has(Role.USER), raw -> who(person));
    rows.put("identity.links", links(person));
    rows.put("identity_links in PostgreSQL", identity.linksOf(person.tenant(), person.user()));
    return rows;
  }

  private long links(Person person) {
    return Long.parseLong(
        texts(
                "SELECT CAST(count(*) AS VARCHAR) FROM identity.links WHERE tenant_id = "
                    + literal(person.tenant())
                    + " AND resolved_user_id = "
                    + literal(person.user()))
            .get(0));
  }

  private SortedMap<String, Long> counts(
      Predicate<RawTable> wanted, Function<RawTable, String> condition) {
    SortedMap<String, Long> rows = new TreeMap<>();
    for (RawTable raw : RawTable.all(TrackingPlan.builtIn())) {
      if (wanted.test(raw)) {
        String count =
            "SELECT CAST(count(*) AS VARCHAR) FROM "
                + DuckDb.SQL.name(raw.table().name())
                + " WHERE "
                + condition.apply(raw);
        rows.put(raw.table().name().toString(), Long.parseLong(texts(count).get(0)));
      }
    }
    return rows;
  }

  private static String who(Person person) {
    return "tenant_id = "
        + literal(person.tenant())
        + " AND canonical_user_id = "
        + literal(person.user());
  }

  private static String literal(String text) {
    return DuckDb.SQL.literal(text);
  }

  private List<String> texts(String query) {
    return warehouse.read(
        connection -> {
          List<String> texts = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
              texts.add(row.getString(1));
            }
          }
          return texts;
        });
  }

  private static long sum(SortedMap<String, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The tables that had something, a column for each moment. */
  @SafeVarargs
  private void print(String title, List<String> moments, SortedMap<String, Long>... held) {
    out.printf("%nRows of %-32s", title);
    moments.forEach(moment -> out.printf("%12s", moment));
    out.println();
    for (String table : held[0].keySet()) {
      if (held[0].get(table) > 0) {
        out.printf("  %-38s", table);
        for (SortedMap<String, Long> rows : held) {
          out.printf(Locale.ROOT, "%,12d", rows.get(table));
        }
        out.println();
      }
    }
  }

  private void printReceipts() {
    out.printf("%nReceipts of request %s (privacy.erasure_receipts)%n", REQUEST);
    List<String> receipts = texts(RECEIPTS.formatted(literal(REQUEST)));
    for (String receipt : receipts) {
      String[] parts = receipt.split("\\|", -1);
      out.printf("  %-12s %-36s %6s%n", parts[0], parts[1], parts[2]);
    }
    for (String store : List.of("local", "postgresql")) {
      expect(
          "a receipt of " + store, receipts.stream().anyMatch(row -> row.startsWith(store + "|")));
    }
  }

  private void printAgain(RunReport again) {
    out.printf(
        Locale.ROOT,
        "%nThe same log read again: %,d records, %,d of them dropped as erased.%n",
        again.counts().read(),
        again.counts().erased());
  }
}
