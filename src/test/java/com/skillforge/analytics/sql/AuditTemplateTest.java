package com.skillforge.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.sql.AuditTemplate.Cloud;
import com.skillforge.analytics.testing.DerivedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTemplateTest {
  private static final Path TEMPLATES = Path.of("sql", "checks");

  static Stream<Arguments> queries() {
    return Stream.of(Cloud.values())
        .flatMap(cloud -> Kpis.names().stream().map(kpi -> Arguments.of(cloud, kpi)));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void theQueriesOfTheCloudsAreWhatTheirTemplateRenders(Cloud cloud, String kpi)
      throws IOException {
    String rendered =
        new AuditTemplate(Files.readString(TEMPLATES.resolve(kpi + ".sql"))).render(cloud);
    DerivedFile.check(Path.of("sql", cloud.id(), "checks", kpi + ".sql"), rendered);
  }

  @Test
  void everyTemplateIsOfAKpi() throws IOException {
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Kpis.names().stream().map(kpi -> kpi + ".sql").toList());
    }
  }

  private static String bigQuery(String text) {
    return new AuditTemplate(text).render(Cloud.BIGQUERY).strip();
  }

  private static String snowflake(String text) {
    return new AuditTemplate(text).render(Cloud.SNOWFLAKE).strip();
  }

  @Test
  void callsHoldCalls() {
    String text = "{minus({week(at)}; 400; DAY)}";
    assertThat(bigQuery(text))
        .isEqualTo("TIMESTAMP_SUB(TIMESTAMP_TRUNC(at, WEEK(MONDAY)), INTERVAL 400 DAY)");
    assertThat(snowflake(text))
        .isEqualTo("DATEADD(DAY, -400, CAST(date_trunc('week', at) AS TIMESTAMP_NTZ(6)))");
  }

  @Test
  void eachWarehouseHasItsOwnLines() {
    String text = "a\n-- bigquery:\nb\n-- snowflake:\nc\n-- both:\nd";
    assertThat(bigQuery(text)).isEqualTo("a\nb\nd");
    assertThat(snowflake(text)).isEqualTo("a\nc\nd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{count(x)}",
        "{if(a; b)}",
        "{count_if(a; b)}",
        "{if(a; b; c",
        "plus(a; 1; DAY)}",
        "{{day(a)}}"
      })
  void aMistakeIsNoQuery(String mistake) {
    assertThatThrownBy(() -> bigQuery(mistake)).isInstanceOf(IllegalArgumentException.class);
  }
}
