package com.skillforge.analytics.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @ParameterizedTest
  @CsvSource({
    "30 0 * * *, 2026-01-12T00:29:59.999Z, 2026-01-12T00:30:00Z",
    "30 0 * * *, 2026-01-12T00:30:00Z, 2026-01-13T00:30:00Z",
    "0 1 * * 1, 2026-01-12T01:00:00Z, 2026-01-19T01:00:00Z",
    "0 1 * * 0, 2026-01-12T01:00:00Z, 2026-01-18T01:00:00Z",
    "0 1 * * 7, 2026-01-12T01:00:00Z, 2026-01-18T01:00:00Z",
    "*/20 8-9 * * *, 2026-01-12T08:40:00Z, 2026-01-12T09:00:00Z",
    "'5,10 0 1 */3 *', 2026-01-12T00:00:00Z, 2026-04-01T00:05:00Z",
    "0 0 29 2 *, 2026-01-12T00:00:00Z, 2028-02-29T00:00:00Z",
    "0 0 13 * 5, 2026-01-10T00:00:00Z, 2026-01-13T00:00:00Z",
  })
  void theNextTimeIsTheOneThatCronMeans(String cron, Instant after, Instant next) {
    assertThat(Cron.parse(cron).next(after, ZoneOffset.UTC)).contains(next);
  }

  @Test
  void timesAreThoseOfTheZone() {
    Cron cron = Cron.parse("30 0 * * *");
    ZoneId berlin = ZoneId.of("Europe/Berlin");

    assertThat(cron.next(Instant.parse("2026-03-28T12:00:00Z"), berlin))
        .contains(Instant.parse("2026-03-28T23:30:00Z"));
    assertThat(cron.next(Instant.parse("2026-03-29T12:00:00Z"), berlin))
        .as("after the clocks went forward")
        .contains(Instant.parse("2026-03-29T22:30:00Z"));
  }

  @Test
  void aDateThatNeverComesHasNoTime() {
    assertThat(Cron.parse("0 0 30 2 *").next(Instant.EPOCH, ZoneOffset.UTC)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0 0 * *",
        "60 0 * * *",
        "0 0 0 * *",
        "0 0 * 13 *",
        "0 0 * * 8",
        "x 0 * * *",
        "5-1 0 * * *",
        "*/0 0 * * *",
        ", 0 * * *"
      })
  void whatIsNoCronExpressionIsRefused(String cron) {
    assertThatThrownBy(() -> Cron.parse(cron)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aScheduleTellsItsTimesAndItsSentence() {
    Schedule mondays = new Schedule("0 1 * * 1", "Etc/UTC", "P1W");

    assertThat(mondays.problems()).isEmpty();
    assertThat(
            mondays.times(
                Instant.parse("2026-01-12T01:00:00Z"), Instant.parse("2026-01-26T01:00:00Z")))
        .containsExactly(
            Instant.parse("2026-01-12T01:00:00Z"), Instant.parse("2026-01-19T01:00:00Z"));
    assertThat(mondays.sentence())
        .isEqualTo(
            "every Monday at 01:00 (Etc/UTC), over the last full week and what missed runs have"
                + " left before it");
    assertThat(new Schedule("0 */6 * * *", "Etc/UTC", "P1D").sentence())
        .startsWith("at the times of cron `0 */6 * * *`");
  }
}
