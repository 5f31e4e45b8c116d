package com.skillforge.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.GoogleSql;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whoever is shown a view can read it, by BigQuery's rules: each table or view that it is over is
 * one that the reader may read too, or lies in a dataset that lets the view's dataset read. What is
 * over what says BigQuery's analyser, who is shown what say the grants.
 */
class AuthorizedDatasetsTest {
  private static final Pattern GRANT =
      Pattern.compile(
          "GRANT \\S+ ON (SCHEMA|TABLE|VIEW) (\\S+) TO '(?:group|serviceAccount):(\\w+)@.*");

  private final WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, TrackingPlan.builtIn());
  private final Map<String, Set<String>> over = new HashMap<>();
  private final SortedMap<String, SortedSet<String>> needed = new TreeMap<>();

  @Test
  void everyViewCanBeReadByThoseWhoAreShownIt() {
    analyse();
    for (String reader : Set.of("analysts", "advisors", "operators")) {
      Set<String> granted = grantedTo(reader);
      granted.stream().filter(over::containsKey).forEach(view -> follow(view, reader, granted));
    }

    assertThat(schema.authorizedReaders()).isEqualTo(needed).isNotEmpty();
  }

  /** Not by one who reads everything: what nobody needs is not authorized either. */
  @Test
  void rawTablesAreOpenToTheViewsForAnalysisOnly() {
    assertThat(schema.authorizedReaders().get("raw_events")).containsExactly("analytics");
    assertThat(schema.authorizedReaders().get("permissions")).containsExactly("audit");
    assertThat(schema.authorizedReaders()).doesNotContainKeys("identity", "privacy", "staging");
  }

  private void analyse() {
    GoogleSql analyser = new GoogleSql();
    for (Script script : Script.values()) {
      if (script == Script.RETENTION || script == Script.GRANTS) {
        continue;
      }
      for (String statement : schema.statements(script)) {
        Matcher view = Pattern.compile("CREATE OR REPLACE VIEW (\\S+)(?s:.*)").matcher(statement);
        if (view.matches()) {
          over.put(view.group(1), analyser.tablesReadBy(statement));
        }
        analyser.accept(statement);
      }
    }
    assertThat(over).hasSameSizeAs(schema.views());
  }

  private Set<String> grantedTo(String reader) {
    Set<String> granted = new TreeSet<>();
    for (String statement : schema.statements(Script.GRANTS)) {
      Matcher grant = GRANT.matcher(statement.replace("`", ""));
      if (grant.matches() && grant.group(3).equals(reader)) {
        granted.addAll(
            grant.group(1).equals("SCHEMA")
                ? over.keySet().stream()
                    .filter(view -> view.startsWith(grant.group(2) + "."))
                    .collect(Collectors.toSet())
                : Set.of(grant.group(2)));
      }
    }
    assertThat(granted).isNotEmpty();
    return granted;
  }

  private void follow(String view, String reader, Set<String> granted) {
    for (String read : over.get(view)) {
      String dataset = read.replaceFirst("\\..*", "");
      if (view.startsWith(dataset + ".")) {
        assertThat(granted).as("%s reads %s, in its own dataset", view, reader).contains(read);
      } else {
        needed.computeIfAbsent(dataset, any -> new TreeSet<>()).add(view.replaceFirst("\\..*", ""));
      }
      if (over.containsKey(read)) {
        follow(read, reader, granted);
      }
    }
  }
}
