package com.skillforge.analytics.transforms.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1969-12-31T23:59:59.999Z, -1",
    "2024-05-21T15:42:18Z, 1716306138000",
    "2024-05-21T15:42:18.1Z, 1716306138100",
    "2024-05-21T15:42:18.12Z, 1716306138120",
    "2024-05-21T15:42:18.1239999999999999999999Z, 1716306138123",
    "2024-05-21T15:42:18+00:00, 1716306138000",
    "2024-05-21T15:42:18.123456+00:00, 1716306138123",
    "2024-02-29T00:00:00Z, 1709164800000",
    "2000-02-29T23:59:59Z, 951868799000",
    "2099-12-31T23:59:59.999Z, 4102444799999",
    "0001-01-01T00:00:00Z, -62135596800000",
    "9999-12-31T23:59:59Z, 253402300799000",
  })
  void realTimestamps(String text, long millis) {
    assertThat(Timestamps.parse(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2024-05-21",
        "2024-05-21T15:42Z",
        "2024-05-21T15:42:18",
        "2024-05-21T15:42:18z",
        "2024-05-21t15:42:18Z",
        "2024-05-21 15:42:18Z",
        "2024-05-21T15:42:18+02:00",
        "2024-05-21T15:42:18-00:00",
        "2024-05-21T15:42:18+00:00Z",
        "2024-05-21T15:42:18.+00:00",
        "2024-05-21T15:42+00:00",
        "+00:00",
        "2024-05-21T15:42:18.Z",
        "2024-05-21T15:42:18,5Z",
        "2024-05-21T15:42:18.5",
        "2024-05-21T15:42:18.5+01:00Z",
        "2024-05-21T15:42:18.1234xZ",
        "2024-05-21T15:42:18ZZ",
        " 2024-05-21T15:42:18Z",
        "2024-5-21T15:42:18Z",
        "24-05-21T15:42:18Z",
        "+2024-05-21T15:42:18Z",
        "-024-05-21T15:42:18Z",
        "2024-13-01T00:00:00Z",
        "2024-00-10T00:00:00Z",
        "2024-05-00T00:00:00Z",
        "2024-05-32T00:00:00Z",
        "2024-04-31T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "2024-05-21T24:00:00Z",
        "2024-05-21T23:60:00Z",
        "2024-05-21T23:59:60Z",
        "２０２４-05-21T15:42:18Z",
        "1716306138000",
      })
  void everythingElseIsInvalid(String text) {
    assertThat(Timestamps.parse(text)).isEqualTo(Timestamps.INVALID);
  }

  @Property
  void readsWhatJavaTimeWrites(
      @ForAll @LongRange(min = -62135596800000L, max = 253402300799999L) long millis) {
    assertThat(Timestamps.parse(Instant.ofEpochMilli(millis).toString())).isEqualTo(millis);
  }

  @Property(tries = 5000)
  void agreesWithJavaTimeOnShapesThatAreRight(
      @ForAll @StringLength(14) @Chars({'0', '1', '2', '3', '5', '9'}) String d) {
    String text =
        "%s-%s-%sT%s:%s:%sZ"
            .formatted(
                d.substring(0, 4),
                d.substring(4, 6),
                d.substring(6, 8),
                d.substring(8, 10),
                d.substring(10, 12),
                d.substring(12));
    long expected;
    try {
      expected = Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException e) {
      expected = Timestamps.INVALID;
    }
    boolean notAllowed = text.startsWith("0000");
    assertThat(Timestamps.parse(text)).isEqualTo(notAllowed ? Timestamps.INVALID : expected);
  }
}
