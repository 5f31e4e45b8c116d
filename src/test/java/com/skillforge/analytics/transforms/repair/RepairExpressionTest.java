package com.skillforge.analytics.transforms.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepairExpressionTest {
  private static ObjectNode read(String json) {
    return RepairExpression.read(json.getBytes(UTF_8)).orElseThrow();
  }

  private static Optional<String> apply(String expression, String json) {
    try (RepairExpression repair = RepairExpression.compile(expression)) {
      return repair
          .apply(read(json))
          .map(object -> new String(RepairExpression.write(object), UTF_8));
    }
  }

  @Test
  void whatItDoesNotNameStaysAsItWasWritten() {
    String json =
        """
        {"score":72.0,"big":12345678901234567890,"exact":0.1000,"none":null,"empty":{},"list":[],\
        "text":"","at":"2026-01-06T09:30:00.500Z"}""";

    assertThat(apply("{* : .}", json)).hasValue(json);
    assertThat(apply(".", json)).hasValue(json);
    assertThat(apply("{\"persona\": \"student\", * : .}", "{\"a\":1}"))
        .hasValue("{\"persona\":\"student\",\"a\":1}");
    assertThat(apply("{* - note : .}", "{\"a\":1,\"note\":2}")).hasValue("{\"a\":1}");
  }

  @Test
  void nullLeavesARecordAlone() {
    String onlyApp = "if (.source == \"app\") {\"fixed\": true, * : .}";

    assertThat(apply(onlyApp, "{\"source\":\"app\"}")).isPresent();
    assertThat(apply(onlyApp, "{\"source\":\"web\"}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"now()", "random()", "uuid()"})
  void whatGivesSomethingElseEachTimeIsNotThere(String call) {
    assertThatThrownBy(() -> apply("{\"x\": " + call + ", * : .}", "{}"))
        .isInstanceOf(RepairException.class)
        .hasMessageContaining("something else each time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import \"/etc/passwd\" as secrets . ",
        "import \"http://example.org/x.jslt\" as far . ",
        "import \"jslt/anything.jslt\" as near . "
      })
  void nothingElseCanBeRead(String expression) {
    assertThatThrownBy(() -> RepairExpression.compile(expression))
        .isInstanceOf(RepairException.class)
        .hasMessageContaining("a repair cannot import");
  }

  @Test
  void whatFindsNoEndIsGivenUp() {
    String forEver = "def f(n) if ($n == 0) 1 else f($n - 1) + f($n - 1) {\"x\": f(.n), * : .}";

    try (RepairExpression repair = RepairExpression.compile(forEver, Duration.ofMillis(300))) {
      assertThatThrownBy(() -> repair.apply(read("{\"n\":60}")))
          .isInstanceOfSatisfying(RepairException.class, e -> assertThat(e.isHopeless()).isTrue());
    }
    assertThatThrownBy(() -> apply("def f(x) f($x) {\"x\": f(.)}", "{}"))
        .isInstanceOf(RepairException.class)
        .hasMessageContaining("calls itself without an end");
  }

  @Test
  void whatIsNoRecordIsRefused() {
    assertThatThrownBy(() -> apply("[.]", "{}"))
        .isInstanceOfSatisfying(RepairException.class, e -> assertThat(e.isHopeless()).isFalse());
    assertThatThrownBy(() -> RepairExpression.compile("{\"a\": "))
        .isInstanceOf(RepairException.class);
    assertThat(RepairExpression.read("[1]".getBytes(UTF_8))).isEmpty();
    assertThat(RepairExpression.read("{\"a\":1,\"a\":2}".getBytes(UTF_8))).isEmpty();
    assertThat(RepairExpression.read(new byte[0])).isEmpty();
  }

  @Test
  void aRecordStaysWithinItsBounds() {
    String long1 = "\"" + "x".repeat(9_000) + "\"";
    String doubling =
        "let a = "
            + long1
            + " let b = $a + $a + $a + $a let c = $b + $b + $b + $b let d = $c + $c + $c"
            + " + $c {\"x\": $d + $d + $d}";

    assertThatThrownBy(() -> apply(doubling, "{}"))
        .isInstanceOf(RepairException.class)
        .hasMessageContaining("more of it than a record may be");
  }
}
