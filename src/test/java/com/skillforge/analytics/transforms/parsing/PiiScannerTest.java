package com.skillforge.analytics.transforms.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.testing.Poll;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiScannerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "maya@example.org",
        "MAYA.RIVERA+tag@mail.example.co.uk",
        "write to maya@example.org.",
        "<maya@example.org>",
        "mailto:maya@example.org?subject=x",
        "/users/maya%40example.org/profile",
        "?mail=maya%40example.org&x=1",
        "maya%2Erivera%40example.org",
        "o'brien_1@example-site.org",
        "\"maya rivera\"@example.org",
        "märta@übung.de",
        "用户@例子.中国",
        "пример@пример.рф",
        "maya@xn--bcher-kva.example",
        "a@b.co",
        "+14155550100",
        "+1 415 555 0100",
        "+1 (415) 555-0100",
        "+1-415-555-0100",
        "+1.4155550100",
        "+44 20 7946 0958",
        "+49 (0)30 901820",
        "+12345678",
        "+123456789012345",
        "4155550100",
        "415-555-0100",
        "415.555.0100",
        "415 555 0100",
        "(415) 555-0100",
        "(415)555-0100",
        "415 - 555 - 0100",
        "1-415-555-0100",
        "tel:4155550100",
        "call 4155550100.",
        "call 4155550100, now",
        "/u/4155550100/x",
        "📞4155550100",
        "[+14155550100]",
        "maya\uff20example.org",
        "maya%EF%BC%A0example.org",
        "maya%2540example.org",
        "\uff2d\uff21\uff39\uff21@\uff45xample\uff0eorg",
        "maya@example\u2024org",
        "\uff0b\uff14\uff19 170 1234567",
        "%2B4917012345678",
        "%28415%29%20555%2D0100",
        "\uff14\uff11\uff15-\uff15\uff15\uff15-\uff10\uff11\uff10\uff10",
      })
  void findsAddressesAndNumbers(String text) {
    assertThat(PiiScanner.containsPii(text)).isTrue();
    String redacted = PiiScanner.redact(text);
    assertThat(redacted).contains(PiiScanner.REDACTED).doesNotContain("555").doesNotContain("@e");
    assertThat(PiiScanner.containsPii(redacted)).isFalse();
    assertThat(PiiScanner.masked(text).values())
        .isNotEmpty()
        .allMatch(mask -> mask.matches("[*#@ .+()%-]+"))
        .noneMatch(PiiScanner::containsPii);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "usr_12345",
        "@maya",
        "maya@",
        "maya@localhost",
        "maya @ example.org",
        "a@b.c",
        "1@2.3",
        "100%40",
        "/assessments/design-thinking",
        "2024-05-21T15:42:18Z",
        "2024-05-21T15:42:18.1234567890Z",
        "0f3c2f74-1e61-4c3c-90b1-8e1bf7d5c812",
        "12345678-1234-1234-1234-123456789012",
        "c3a94b4e9a3d7c6d4b65f7d67c2dbfe09f4c2f5ddad3d6e279d0da5f1e65e123",
        "1234567890123456789012345678901234567890123456789012345678901234",
        "0.1234567890",
        "4155550100.25",
        "123456789",
        "12345678901",
        "41555501001",
        "usr_4155550100",
        "x4155550100",
        "4155550100x",
        "é4155550100",
        "+1234567",
        "+1234567890123456",
        "1.0.0+20240521",
        "c+12345678",
        "+12345678a",
        "415-55-0100",
        "415-555-010",
        "415-555-01001",
        "415/555/0100",
        "1716306138000",
        "1,415,555,010",
        "100%",
        "%zz%4",
        "50%25 done",
        "\uff21\uff22\uff23 \u00bd \ufb01",
      })
  void leavesTheRestAlone(String text) {
    assertThat(PiiScanner.containsPii(text)).isFalse();
    assertThat(PiiScanner.redact(text)).isSameAs(text);
    assertThat(PiiScanner.masked(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ask maya@example.org or (415) 555-0100!, ask [redacted] or ([redacted]!",
    "/u/maya%40example.org/x, /u/[redacted]/x",
    "+1 415 555 0100 +44 20 7946 0958, [redacted] [redacted]",
    "maya@example.org+14155550100, [redacted][redacted]",
    "4155550100@example.org, [redacted]@example.org",
    "a@example.org;b@example.org, [redacted];[redacted]",
  })
  void redactsJustThat(String text, String redacted) {
    assertThat(PiiScanner.redact(text)).isEqualTo(redacted);
  }

  @Property(tries = 20_000)
  void redactedTextHasNoneLeft(@ForAll("pieces") String text) {
    assertThat(PiiScanner.containsPii(PiiScanner.redact(text))).isFalse();
    assertThat(PiiScanner.redact(text).equals(text)).isEqualTo(!PiiScanner.containsPii(text));
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
            "maya@example.org",
            "@example.org",
            "%40b.co",
            "@",
            "%40",
            "%",
            "+14155550100",
            "4155550100",
            "415",
            "555",
            "0100",
            "12345678",
            "1",
            "+",
            "-",
            ".",
            "(",
            ")",
            " ",
            "a",
            "é",
            "_",
            "\"",
            "📞")
        .list()
        .ofMaxSize(10)
        .map(pieces -> String.join("", pieces));
  }

  @Property(tries = 5000)
  void noUuidHashOrTimestampEverMatches(
      @ForAll long high,
      @ForAll long low,
      @ForAll @StringLength(64) @CharRange(from = '0', to = '9') String digits) {
    assertThat(PiiScanner.containsPii(new UUID(high, low).toString())).isFalse();
    assertThat(PiiScanner.containsPii(digits)).isFalse();
    String uuid =
        String.join(
            "-",
            digits.substring(0, 8),
            digits.substring(8, 12),
            digits.substring(12, 16),
            digits.substring(16, 20),
            digits.substring(20, 32));
    assertThat(Formats.isUuid(uuid)).isTrue();
    assertThat(PiiScanner.containsPii(uuid)).isFalse();
    String timestamp = "2024-05-21T15:42:18." + digits + "Z";
    assertThat(PiiScanner.containsPii(timestamp)).isFalse();
  }

  @Test
  void isLinearOnHostileText() {
    String[] hostile = {
      "%40a", "%40.", "\"@a.bc", "a@b.c", "+1-", "@", "a@", "%40", "a%40", "+", "+1", "1 ", "a.",
      "a@a.", "123-", "\"@"
    };
    for (String piece : hostile) {
      String text = piece.repeat(1_000_000 / piece.length());
      // Milliseconds for a linear search, on a busy machine seconds; hours for a quadratic one.
      Assertions.assertTimeoutPreemptively(
          Poll.PATIENCE, () -> assertThat(PiiScanner.redact(text)).isNotEmpty(), piece);
    }
  }
}
