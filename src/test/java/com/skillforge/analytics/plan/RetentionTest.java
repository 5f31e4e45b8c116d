package com.skillforge.analytics.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The law behind the deletions: years come from the document, and nothing is kept for ever. */
class RetentionTest {
  private static final Pattern YEARS = Pattern.compile("(\\d+) years?\\b.*");

  @Test
  void keepsEveryEventAsManyYearsAsTheDocumentSays() {
    Map<String, Integer> documented =
        DocumentTable.rows("event-dictionary.tsv").stream()
            .collect(
                Collectors.toMap(row -> row.get("Event Name"), row -> years(row.get("Retention"))));
    Map<String, Integer> planned =
        TrackingPlan.builtIn().recordTypes().stream()
            .filter(type -> type.kind() == RecordType.Kind.EVENT)
            .collect(Collectors.toMap(RecordType::name, type -> type.storage().retentionYears()));

    assertThat(planned).isEqualTo(documented);
  }

  @Test
  void givesAReasonWhereTheDocumentIsSilent() {
    assertThat(TrackingPlan.builtIn().recordTypes())
        .filteredOn(type -> type.kind() == RecordType.Kind.RECORD)
        .allSatisfy(
            type -> {
              assertThat(type.storage().retentionYears()).isBetween(1, 7);
              assertThat(type.storage().retentionReason()).isNotBlank();
            });
  }

  private static int years(String cell) {
    Matcher matcher = YEARS.matcher(cell);
    assertThat(matcher.matches()).as(cell).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
