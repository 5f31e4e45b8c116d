package com.skillforge.analytics.plan;

import static com.skillforge.analytics.plan.SmallPlan.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of a plan that is well-formed but cannot be meant. */
class PlanRulesTest {
  private static final String FIELDS =
      """
              fields:
                item_id: {type: string, required: true, description: Item.}
                count: {type: integer, description: How many.}
      """;

  /** What is wrong, the text to replace, by what, and the one problem that is reported. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("revision 0", "revision: 1", "revision: 0", "revision: count revisions from 1"),
        arguments(
            "version 0",
            "    eventTime: sent_at",
            "    eventTime: sent_at\n    newestVersion: 0",
            "records.order_sent.newestVersion: count versions from 1"),
        arguments(
            "an unknown type",
            "type: object_list",
            "type: objects",
            "events.cart_filled.properties.items.type: is unknown; use one of [string,"
                + " integer, number, boolean, timestamp, string_list, object_list]"),
        arguments(
            "an unknown type of the event time",
            "sent_at: {type: timestamp",
            "sent_at: {type: time",
            "records.order_sent.properties.sent_at.type: is unknown; use one of [string,"
                + " integer, number, boolean, timestamp, string_list, object_list]"),
        arguments(
            "an unknown format",
            "record_id: {type: string, format: uuid",
            "record_id: {type: string, format: guid",
            "core.records.properties.record_id.format: is unknown; use one of [none, uuid,"
                + " sha256]"),
        arguments(
            "an unknown persona",
            "personas: [student, advisor]",
            "personas: [teacher]",
            "events.cart_filled.personas: teacher is not a persona; use one of [student,"
                + " career_changer, advisor]"),
        arguments(
            "an unknown persona of a topic",
            "persona: student",
            "persona: teacher",
            "topics.shop.events.persona: teacher is not a persona; use one of [student,"
                + " career_changer, advisor]"),
        arguments(
            "an unknown behaviour",
            "behaviour: [essential]",
            "behaviour: [vital]",
            "records.order_sent.behaviour: vital is unknown; use some of [essential,"
                + " suppressible, user_initiated]"),
        arguments(
            "essential and suppressible",
            "behaviour: [essential]",
            "behaviour: [essential, suppressible]",
            "records.order_sent.behaviour: what is essential is kept after an opt-out;"
                + " remove essential or suppressible"),
        arguments(
            "an empty range",
            "min: 0, max: 10",
            "min: 11, max: 10",
            "events.cart_filled.properties.price.min: the range is empty; let min be at"
                + " most max"),
        arguments(
            "the range of a text",
            "type: string, allowed: [red, blue]",
            "type: string, max: 3",
            "events.cart_filled.properties.colour.max: only an integer or a number has a"
                + " range; remove it"),
        arguments(
            "an enumeration of numbers",
            "type: string, allowed: [red, blue]",
            "type: number, allowed: [red, blue]",
            "events.cart_filled.properties.colour.allowed: only a string has allowed"
                + " values; remove them"),
        arguments(
            "an enumeration without values",
            "[red, blue]",
            "[]",
            "events.cart_filled.properties.colour.allowed: name at least one value, or"
                + " remove the key"),
        arguments(
            "an enumeration of personas",
            "persona: {type: string,",
            "persona: {type: string, allowed: [student],",
            "core.events.properties.persona.allowed: list the personas under the record"
                + " type's `personas` instead"),
        arguments(
            "the format of a number",
            "type: number, min: 0, max: 10",
            "type: number, format: uuid",
            "events.cart_filled.properties.price.format: only a string has a format;"
                + " remove it"),
        arguments(
            "the fields of a text",
            "type: object_list",
            "type: string",
            "events.cart_filled.properties.items.fields: only an object_list has fields;"
                + " remove them or change the type"),
        arguments(
            "an object without fields",
            FIELDS,
            "",
            "events.cart_filled.properties.items.fields: is missing; add it"),
        arguments(
            "an object with an empty map of fields",
            FIELDS,
            "        fields: {}\n",
            "events.cart_filled.properties.items.fields: give an object_list at least one"
                + " field"),
        arguments(
            "an object in an object",
            "item_id: {type: string, required: true,",
            "item_id: {type: object_list, fields: {a: {type: string, description: A.}},",
            "events.cart_filled.properties.items.fields.item_id.type: a field cannot be an"
                + " object_list; flatten it"),
        arguments(
            "a property of a version to come",
            "sinceVersion: 2",
            "sinceVersion: 3",
            "events.cart_filled.properties.colour.sinceVersion: let it lie between 1 and"
                + " the newestVersion, 2"),
        arguments(
            "a required property of a later version",
            "sinceVersion: 2",
            "sinceVersion: 2, required: true",
            "events.cart_filled.properties.colour.required: a property of a later version"
                + " must be optional: older records lack it"),
        arguments(
            "the name of a property in capitals",
            "price:",
            "Price:",
            "events.cart_filled.properties.Price: name it in snake_case: lower-case"
                + " letters, digits and underscores, a letter first"),
        arguments(
            "a core property again",
            "price:",
            "persona:",
            "events.cart_filled.properties.persona: is a core property already; remove it"
                + " here"),
        arguments(
            "an optional property that is none of the core",
            "personas: [student, advisor]",
            "personas: [student, advisor]\n    optional: [colour]",
            "events.cart_filled.optional: colour is not a required core property; remove" + " it"),
        arguments(
            "the name of a record type in capitals",
            "  cart_filled:",
            "  cartFilled:",
            "events.cartFilled: name it in snake_case: lower-case letters, digits and"
                + " underscores, a letter first"),
        arguments(
            "the version in the name",
            "  cart_filled:",
            "  cart_filled_v2:",
            "events.cart_filled_v2: leave the version suffix out and raise newestVersion"
                + " instead"),
        arguments(
            "an event time that is missing",
            "eventTime: sent_at",
            "eventTime: send_at",
            "records.order_sent.eventTime: name a required timestamp among its" + " properties"),
        arguments(
            "an event time that is optional",
            "sent_at: {type: timestamp, required: true,",
            "sent_at: {type: timestamp,",
            "records.order_sent.eventTime: name a required timestamp among its" + " properties"),
        arguments(
            "an event time that is a text",
            "event_timestamp: {type: timestamp",
            "event_timestamp: {type: string",
            "events.cart_filled.eventTime: name a required timestamp among its" + " properties"),
        arguments(
            "an event time that is not given",
            "    eventTime: sent_at\n",
            "",
            "records.order_sent.eventTime: is missing; add it"),
        arguments(
            "no persona where there is a property",
            "personas: [student, advisor]",
            "personas: []",
            "events.cart_filled.personas: name the personas that its persona property may"
                + " hold"),
        arguments(
            "a persona where there is no property",
            "personas: []",
            "personas: [advisor]",
            "records.order_sent.personas: write [], or give the type a persona property"),
        arguments(
            "no name in the core",
            "      record_type: {type: string, required: true, description: Name.}\n",
            "",
            "core.records.properties: add the required string record_type"),
        arguments(
            "no identity in the core",
            "event_id:",
            "event_key:",
            "core.events.properties: add the string event_id"),
        arguments(
            "a destination with three parts",
            "snowflake: orders",
            "snowflake: db.raw.orders",
            "records.order_sent.storage.snowflake: write `schema.table` or `table`, both in"
                + " lower-case letters, digits and underscores"),
        arguments(
            "a table of two record types",
            "snowflake: orders",
            "snowflake: raw.carts",
            "records.order_sent.storage.snowflake: raw.carts belongs to cart_filled"
                + " already; choose another table"),
        arguments(
            "an analytics table of two record types",
            "bigquery: analytics.orders",
            "bigquery: analytics.carts",
            "records.order_sent.storage.bigquery: analytics.carts belongs to cart_filled"
                + " already; choose another table"),
        arguments(
            "no retention",
            "retentionYears: 7",
            "retentionYears: 0",
            "records.order_sent.storage.retentionYears: keep records for at least 1 year"),
        arguments(
            "a topic that Kafka refuses",
            "  shop.events:",
            "  shop events:",
            "topics.shop events: Kafka allows letters, digits, dots, hyphens and"
                + " underscores only"),
        arguments(
            "an option with hyphens",
            "option: recordTopic",
            "option: --record-topic",
            "topics.shop.records.option: write the option's name in camelCase, without --"),
        arguments(
            "a group of record types that does not exist",
            "carries: events",
            "carries: all",
            "topics.shop.events.carries: write `events`, or a list of record types"),
        arguments(
            "an unknown record type on a topic",
            "[order_sent]",
            "[order_sent, order_lost]",
            "topics.shop.records.carries: order_lost is not a record type of this plan"),
        arguments(
            "a record type on no topic",
            "[order_sent]",
            "[cart_filled]",
            "records.order_sent: travels on no topic; add it to the `carries` of one"),
        arguments(
            "a topic's persona that its records lack",
            "compacted: true",
            "persona: student",
            "topics.shop.records.persona: order_sent has no persona; remove it from one or"
                + " the other"));
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
  void refusesAnEventThatIsAnotherRecordAsWell() {
    assertThat(problems(SmallPlan.YAML.replace("cart_filled", "order_sent")))
        .contains(
            "line 43, records.order_sent: is an event and another record as well; rename one of"
                + " them");
  }
}
