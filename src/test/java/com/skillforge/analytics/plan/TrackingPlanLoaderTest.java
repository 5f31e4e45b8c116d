package com.skillforge.analytics.plan;

import static com.skillforge.analytics.plan.SmallPlan.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrackingPlanLoaderTest {
  @Test
  void readsEveryPart() {
    TrackingPlan plan = TrackingPlanLoader.parse(SmallPlan.YAML);

    assertThat(plan.revision()).isEqualTo(1);
    assertThat(plan.topics())
        .containsExactly(
            new Topic(
                "shop.events",
                "eventTopics",
                Optional.of(Persona.STUDENT),
                Set.of("cart_filled"),
                false,
                "user_id"),
            new Topic(
                "shop.records",
                "recordTopic",
                Optional.empty(),
                Set.of("order_sent"),
                true,
                "user_id"));
    RecordType cart = plan.recordType("cart_filled").orElseThrow();
    assertThat(cart.properties())
        .extracting(Property::name)
        .containsExactly(
            "event_name",
            "event_id",
            "event_timestamp",
            "persona",
            "price",
            "colour",
            "shop",
            "items");
    assertThat(cart.property("price"))
        .contains(
            new Property(
                "price",
                PropertyType.NUMBER,
                false,
                Property.Format.NONE,
                Optional.of(0.0),
                Optional.of(10.0),
                List.of(),
                1,
                List.of(),
                "Price."));
    assertThat(cart.property("colour").orElseThrow().allowed()).containsExactly("red", "blue");
    assertThat(cart.property("items").orElseThrow().fields())
        .extracting(Property::name)
        .containsExactly("item_id", "count");
    RecordType order = plan.recordType("order_sent").orElseThrow();
    assertThat(order.behaviour()).isEqualTo(new RecordType.Behaviour(true, false, false));
    assertThat(order.storage())
        .isEqualTo(
            new RecordType.Storage(
                new TableName("", "orders"), new TableName("analytics", "orders"), 7, "tax law"));
    assertThat(order.emission()).isEqualTo(new RecordType.Emission("", "Shop"));
  }

  private static final String UNREADABLE =
      "the YAML cannot be read past this line; check indentation, colons, quotes and brackets"
          + " around it";

  /** What is wrong, the text to replace, by what, and the one problem that is reported. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("a tab for indentation", "  shop.events:", "\tshop.events:", UNREADABLE),
        arguments("an open bracket", "[essential]", "[essential", UNREADABLE),
        arguments(
            "a second document",
            "packed_at: {type: timestamp, required: true, description: When.}\n",
            "packed_at: {type: timestamp, required: true, description: When.}\n---\nrevision: 1\n",
            "keep the plan in one YAML document; remove the second one"),
        arguments(
            "a key twice",
            "revision: 1",
            "revision: 1\nrevision: 4",
            "revision: is given twice; keep one of them"),
        arguments(
            "a record type twice",
            "  order_sent:\n",
            "  order_sent: {}\n  order_sent:\n",
            "records.order_sent: is given twice; keep one of them"),
        arguments(
            "an alias",
            "{backend: Shop}",
            "{frontend: &a Shop, backend: *a}",
            "records.order_sent.emission.backend: write the value out; YAML aliases are"
                + " not supported"),
        arguments(
            "an unknown key at the top",
            "revision: 1",
            "revision: 1\nauthor: me",
            "author: is not a key here; use one of [core, events, records, revision," + " topics]"),
        arguments(
            "an unknown key of a property",
            "description: Price.",
            "descripton: P, description: Price.",
            "events.cart_filled.properties.price.descripton: is not a key here; use one of"
                + " [allowed, description, fields, format, max, min, required, sinceVersion, type]"),
        arguments(
            "an unknown key of a destination",
            "retentionReason",
            "retentionCause",
            "records.order_sent.storage.retentionCause: is not a key here; use one of"
                + " [bigquery, retentionReason, retentionYears, snowflake]"),
        arguments("a missing key", "revision: 1\n", "", "revision: is missing; add it"),
        arguments(
            "a missing key of a record type",
            "    description: A cart was filled\n",
            "",
            "events.cart_filled.description: is missing; add it"),
        arguments(
            "a key without a value",
            "description: A cart was filled",
            "description:",
            "events.cart_filled.description: has no value; give one or remove the key"),
        arguments(
            "a list for a text",
            "description: A cart was filled",
            "description: [A cart]",
            "events.cart_filled.description: write a text; put it into quotes when YAML"
                + " takes it for something else"),
        arguments(
            "a text for a list",
            "personas: [student, advisor]",
            "personas: student",
            "events.cart_filled.personas: write a list, such as [a, b]"),
        arguments(
            "a number in a list of texts",
            "[red, blue]",
            "[red, 3]",
            "events.cart_filled.properties.colour.allowed: write texts only; put numbers,"
                + " true and false into quotes"),
        arguments(
            "a value twice in a list",
            "[red, blue]",
            "[red, red]",
            "events.cart_filled.properties.colour.allowed: name red once"),
        arguments(
            "a text for a map",
            "{backend: Shop}",
            "Shop",
            "records.order_sent.emission: write keys with values below it"),
        arguments(
            "a text for a whole number",
            "retentionYears: 7",
            "retentionYears: seven",
            "records.order_sent.storage.retentionYears: write a whole number"),
        arguments(
            "a fraction for a whole number",
            "retentionYears: 7",
            "retentionYears: 7.5",
            "records.order_sent.storage.retentionYears: write a whole number"),
        arguments(
            "a text for a number",
            "min: 0",
            "min: zero",
            "events.cart_filled.properties.price.min: write a number"),
        arguments(
            "an infinite range",
            "max: 10",
            "max: .inf",
            "events.cart_filled.properties.price.max: write a number"),
        arguments(
            "a text for true or false",
            "compacted: true",
            "compacted: sometimes",
            "topics.shop.records.compacted: write true or false"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void saysWhatToDoAboutAMistake(String what, String text, String by, String problem) {
    assertThat(problems(SmallPlan.with(text, by)))
        .as(what)
        .singleElement()
        .asString()
        .matches("line \\d+, " + Pattern.quote(problem));
  }

  @Test
  void refusesATextThatIsNotAMap() {
    assertThat(problems(""))
        .containsExactly("line 1, start the file with keys, such as `revision: 1`");
    assertThat(problems("- a\n- b\n"))
        .containsExactly("line 1, start the file with keys, such as `revision: 1`");
  }

  @Test
  void reportsAllMistakesTogetherWithTheirLines() {
    String broken =
        SmallPlan.YAML
            .replace("revision: 1", "revision: 0")
            .replace("type: number", "type: decimal")
            .replace("  key: user_id\n    persona: student", "  persona: teacher")
            .replace("retentionYears: 7", "retentionYears: 0")
            .replace("[essential]", "[essential, suppressible]");

    assertThat(problems(broken))
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .containsExactly(
            lineOf(broken, "revision:") + "revision",
            lineOf(broken, "shop.events:") + "topics.shop.events.key",
            lineOf(broken, "teacher") + "topics.shop.events.persona",
            lineOf(broken, "decimal") + "events.cart_filled.properties.price.type",
            lineOf(broken, "suppressible]\n    storage:\n") + "records.order_sent.behaviour",
            lineOf(broken, "retentionYears: 0") + "records.order_sent.storage.retentionYears");
  }

  private static String lineOf(String yaml, String text) {
    long breaks = yaml.substring(0, yaml.indexOf(text)).chars().filter(c -> c == '\n').count();
    return "line " + (breaks + 1) + ", ";
  }

  @Test
  void putsTheMistakesIntoTheMessage() {
    assertThat(new PlanException(List.of("line 1, a: b", "line 2, c: d")))
        .hasMessage("The tracking plan cannot be used:\n  line 1, a: b\n  line 2, c: d");
  }
}
