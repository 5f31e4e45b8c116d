package com.skillforge.analytics.io.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.rows.WantedNames;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Snowflake;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which statements bring names into a warehouse. */
class WantedTablesTest {
  private static final int LONGEST_STATEMENT = 1_000_000;
  private static final Pattern ROW = Pattern.compile("\\('(\\w+)', 'north', '(ann\\d+)'\\)");

  private final List<String> statements = new ArrayList<>();
  private final WantedTables tables = new WantedTables(recording(Snowflake.SQL));

  private RemoteWarehouse recording(Dialect dialect) {
    return (RemoteWarehouse)
        Proxy.newProxyInstance(
            RemoteWarehouse.class.getClassLoader(),
            new Class<?>[] {RemoteWarehouse.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "dialect" -> dialect;
                  case "execute" -> {
                    statements.add((String) arguments[0]);
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Set<SubjectKey> people(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> SubjectKey.sender("north", "ann" + i))
        .collect(Collectors.toSet());
  }

  @Test
  void everyNameIsInsertedOnceByStatementsThatAreNotTooLong() {
    tables.of(WantedNames.of(people(7_000)));

    List<String> inserts = statements.stream().filter(sql -> sql.startsWith("INSERT")).toList();
    assertThat(inserts)
        .hasSizeGreaterThan(1)
        .allSatisfy(sql -> assertThat(sql).hasSizeLessThan(LONGEST_STATEMENT));
    List<String> rows =
        inserts.stream()
            .flatMap(sql -> ROW.matcher(sql).results())
            .map(row -> row.group(1) + " " + row.group(2))
            .toList();
    assertThat(rows).doesNotHaveDuplicates().hasSize(14_000).contains("sender ann6999");
  }

  @Test
  void theSameNamesHaveOneTableUntilItIsDropped() {
    String table = tables.of(WantedNames.of(people(2)));

    assertThat(tables.of(WantedNames.of(people(2)))).isEqualTo(table);
    assertThat(tables.of(WantedNames.of(people(3)))).isNotEqualTo(table);

    tables.drop();
    assertThat(statements).contains("DROP TABLE IF EXISTS " + table);
    assertThat(statements.stream().filter(sql -> sql.startsWith("CREATE"))).hasSize(2);
    assertThat(statements.stream().filter(sql -> sql.startsWith("DROP"))).hasSize(2);
  }
}
