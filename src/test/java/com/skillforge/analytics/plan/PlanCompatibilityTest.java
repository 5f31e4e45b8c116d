package com.skillforge.analytics.plan;

import static com.skillforge.analytics.plan.PlanCompatibility.Impact.BREAKING;
import static com.skillforge.analytics.plan.PlanCompatibility.Impact.COMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.skillforge.analytics.plan.PlanCompatibility.Change;
import com.skillforge.analytics.plan.PlanCompatibility.Impact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanCompatibilityTest {
  private static final String COUNT = "          count: {type: integer, description: How many.}\n";

  /** Text of the old plan, its replacement, and the one change that it makes. */
  static Stream<Arguments> changes() {
    return Stream.of(
        change(
            "      price: {type: number, min: 0, max: 10, description: Price.}\n",
            "",
            BREAKING,
            "cart_filled.price",
            "it is gone; stored values would lose their column"),
        change(
            "price: {type: number, min: 0, max: 10,",
            "price: {type: integer, min: 0, max: 10,",
            BREAKING,
            "cart_filled.price",
            "its type changes; stored values do not fit the new column"),
        change(
            "price: {type: number,",
            "price: {type: number, required: true,",
            BREAKING,
            "cart_filled.price",
            "it becomes required; records without it would be rejected"),
        change(
            "shop: {type: string, required: true,",
            "shop: {type: string,",
            COMPATIBLE,
            "cart_filled.shop",
            "it becomes optional; records that have it stay valid"),
        change(
            "min: 0, max: 10",
            "min: 1, max: 10",
            BREAKING,
            "cart_filled.price",
            "its range narrows; values outside it would be rejected"),
        change(
            "min: 0, max: 10",
            "min: -5, max: 9",
            BREAKING,
            "cart_filled.price",
            "its range narrows; values outside it would be rejected"),
        change(
            "min: 0, max: 10",
            "min: 0",
            COMPATIBLE,
            "cart_filled.price",
            "its range widens; values of the old one stay valid"),
        change(
            "record_id: {type: string, format: uuid,",
            "record_id: {type: string,",
            COMPATIBLE,
            "order_sent.record_id",
            "its format is lifted; values of the old one stay valid"),
        change(
            "shop: {type: string,",
            "shop: {type: string, format: uuid,",
            BREAKING,
            "cart_filled.shop",
            "its format changes; values of another form would be rejected"),
        change(
            "allowed: [red, blue]",
            "allowed: [red]",
            BREAKING,
            "cart_filled.colour",
            "it loses the values [blue]; they would be rejected"),
        change(
            "allowed: [red, blue]",
            "allowed: [red, blue, green]",
            COMPATIBLE,
            "cart_filled.colour",
            "it gains the values [green]"),
        change(
            "allowed: [red, blue], ", "", COMPATIBLE, "cart_filled.colour", "it takes any value"),
        change(
            "shop: {type: string,",
            "shop: {type: string, allowed: [a],",
            BREAKING,
            "cart_filled.shop",
            "its values are limited; other values would be rejected"),
        change(
            "sinceVersion: 2, ",
            "",
            COMPATIBLE,
            "cart_filled.colour",
            "it starts with version 1 already"),
        change(
            "price: {type: number,",
            "price: {type: number, sinceVersion: 2,",
            BREAKING,
            "cart_filled.price",
            "it starts with version 2; records of earlier versions have it"),
        change(
            "description: Price.",
            "description: Price in euros.",
            COMPATIBLE,
            "cart_filled.price",
            "its description changes; nothing depends on it"),
        change(
            "      price:",
            "      weight: {type: number, description: Weight.}\n      price:",
            COMPATIBLE,
            "cart_filled.weight",
            "it is new and optional; records without it stay valid"),
        change(
            "      price:",
            "      weight: {type: number, required: true, description: W.}\n      price:",
            BREAKING,
            "cart_filled.weight",
            "it is new and required; records without it would be rejected"),
        change(
            COUNT,
            "",
            BREAKING,
            "cart_filled.items.count",
            "it is gone; stored values would lose their column"),
        change(
            COUNT,
            COUNT + "          note: {type: string, description: Note.}\n",
            COMPATIBLE,
            "cart_filled.items.note",
            "it is new and optional; records without it stay valid"),
        change(
            "personas: [student, advisor]",
            "personas: [student]",
            BREAKING,
            "cart_filled",
            "it is no longer for [advisor]; their records would be rejected"),
        change(
            "personas: [student, advisor]",
            "personas: [student, advisor, career_changer]",
            COMPATIBLE,
            "cart_filled",
            "it is for [career_changer] as well"),
        change(
            "newestVersion: 2",
            "newestVersion: 3",
            COMPATIBLE,
            "cart_filled",
            "version 3 is new; older versions stay valid"),
        change(
            "eventTime: sent_at",
            "eventTime: packed_at",
            BREAKING,
            "order_sent",
            "its event time changes; stored records keep the time of the old property"),
        change(
            "behaviour: [user_initiated, suppressible]",
            "behaviour: [suppressible]",
            BREAKING,
            "cart_filled",
            "what counts as activity changes; published figures followed the old definition"),
        change(
            "behaviour: [user_initiated, suppressible]",
            "behaviour: [user_initiated]",
            BREAKING,
            "cart_filled",
            "what is kept after an opt-out changes; stored records followed the old rule"),
        change(
            "behaviour: [essential]",
            "behaviour: []",
            BREAKING,
            "order_sent",
            "what is kept after an opt-out changes; stored records followed the old rule"),
        change(
            "snowflake: orders",
            "snowflake: sales.orders",
            BREAKING,
            "order_sent",
            "its destination changes; stored records stay behind in the old table"),
        change(
            "bigquery: analytics.orders",
            "bigquery: analytics.sales",
            BREAKING,
            "order_sent",
            "its destination changes; stored records stay behind in the old table"),
        change(
            "retentionYears: 7",
            "retentionYears: 8",
            COMPATIBLE,
            "order_sent",
            "it is kept longer; what was deleted already does not come back"),
        change(
            "retentionYears: 7",
            "retentionYears: 6",
            COMPATIBLE,
            "order_sent",
            "it is kept shorter; the next retention run deletes the older records"),
        change(
            "retentionReason: tax law",
            "retentionReason: law",
            COMPATIBLE,
            "order_sent",
            "the reason of its retention changes; nothing depends on it"),
        change(
            "An order left the house",
            "An order was sent",
            COMPATIBLE,
            "order_sent",
            "its description changes; nothing depends on it"),
        change(
            "option: recordTopic",
            "option: orderTopic",
            BREAKING,
            "shop.records",
            "its option is renamed; command lines with the old one would be refused"),
        change("    persona: student\n", "", COMPATIBLE, "shop.events", "it takes any persona"),
        change(
            "persona: student\n",
            "persona: advisor\n",
            BREAKING,
            "shop.events",
            "its persona changes; records of other personas would be rejected"),
        change(
            "    compacted: true\n",
            "",
            BREAKING,
            "shop.records",
            "it is no longer compacted; its tombstones would be rejected"),
        change(
            "persona: student\n",
            "persona: student\n    compacted: true\n",
            COMPATIBLE,
            "shop.events",
            "it is compacted; a null value becomes a tombstone"),
        change(
            "compacted: true\n    carries: [order_sent]",
            "compacted: true\n    carries: [order_sent, cart_filled]",
            COMPATIBLE,
            "shop.records",
            "it carries [cart_filled] as well"),
        change(
            "    key: user_id\n    persona",
            "    key: tenant_id\n    persona",
            BREAKING,
            "shop.events",
            "its key changes; tombstones of an old key would void nothing"),
        change(
            "topics:\n",
            "topics:\n  more.events: {option: more, key: user_id, carries: events}\n",
            COMPATIBLE,
            "more.events",
            "the topic is new"));
  }

  private static Arguments change(
      String text, String by, Impact impact, String where, String reason) {
    return arguments(text, by, new Change(impact, where, reason));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("changes")
  void judgesAChange(String text, String by, Change change) {
    assertThat(changesOf(SmallPlan.with(text, by))).containsExactly(change);
  }

  @Test
  void findsNothingBetweenEqualPlans() {
    TrackingPlan plan = TrackingPlanLoader.parse(SmallPlan.YAML);
    assertThat(PlanCompatibility.between(plan, TrackingPlanLoader.parse(SmallPlan.YAML))).isEmpty();
    assertThat(PlanCompatibility.between(TrackingPlan.builtIn(), TrackingPlan.builtIn())).isEmpty();
  }

  @Test
  void judgesARecordTypeThatIsGoneOrNew() {
    String renamed = SmallPlan.YAML.replace("order_sent", "order_left");
    assertThat(changesOf(renamed))
        .containsExactly(
            new Change(
                BREAKING,
                "order_sent",
                "the record type is gone; its records would be rejected, and those in flight could"
                    + " not be read"),
            new Change(COMPATIBLE, "order_left", "the record type is new; no record had this name"),
            new Change(
                BREAKING,
                "shop.records",
                "it no longer carries [order_sent]; such records would be rejected"),
            new Change(COMPATIBLE, "shop.records", "it carries [order_left] as well"));
  }

  @Test
  void judgesATopicThatIsGone() {
    assertThat(changesOf(SmallPlan.YAML.replace("shop.records:", "orders:")))
        .containsExactly(
            new Change(
                BREAKING, "shop.records", "the topic is gone; its records would not be read"),
            new Change(COMPATIBLE, "orders", "the topic is new"));
  }

  @Test
  void judgesAVersionThatIsGone() {
    String earlier =
        SmallPlan.YAML
            .replace("newestVersion: 2", "newestVersion: 1")
            .replace("sinceVersion: 2, ", "");
    assertThat(changesOf(earlier))
        .contains(
            new Change(
                BREAKING, "cart_filled", "version 2 is gone; its records would be rejected"));
  }

  @Test
  void judgesARecordThatBecomesAnEvent() {
    RecordType order =
        TrackingPlanLoader.parse(SmallPlan.YAML).recordType("order_sent").orElseThrow();
    RecordType event =
        new RecordType(
            order.name(),
            RecordType.Kind.EVENT,
            order.description(),
            order.personas(),
            order.eventTimeProperty(),
            order.newestVersion(),
            order.properties(),
            order.behaviour(),
            order.storage(),
            order.emission());
    assertThat(
            PlanCompatibility.between(
                new TrackingPlan(1, List.of(order), List.of()),
                new TrackingPlan(2, List.of(event), List.of())))
        .contains(
            new Change(
                BREAKING,
                "order_sent",
                "its name moves to event_name; producers send it as record_type"));
  }

  @Test
  void takesTheOrderOfTypesPropertiesAndTopicsForNoChange() {
    TrackingPlan old = TrackingPlanLoader.parse(SmallPlan.YAML);
    TrackingPlan next =
        new TrackingPlan(
            old.revision(),
            reversed(old.recordTypes().stream().map(PlanCompatibilityTest::reversed).toList()),
            reversed(old.topics()));
    assertThat(PlanCompatibility.between(old, next)).isEmpty();
  }

  @Test
  void takesTheOrderOfAnObjectsFieldsForAChange() {
    String item = "          item_id: {type: string, required: true, description: Item.}\n";
    assertThat(changesOf(SmallPlan.YAML.replace(item + COUNT, COUNT + item)))
        .containsExactly(
            new Change(
                BREAKING,
                "cart_filled.items",
                "its fields change places; records in flight hold them by position, so append"));
  }

  @Test
  void wantsTheRevisionToRiseWithAnyChange() {
    TrackingPlan old = TrackingPlanLoader.parse(SmallPlan.YAML);
    assertThat(
            PlanCompatibility.between(
                old,
                TrackingPlanLoader.parse(
                    SmallPlan.YAML.replace("retentionYears: 7", "retentionYears: 8"))))
        .contains(
            new Change(BREAKING, "revision", "the plan changes, but not its revision; raise it"));
    TrackingPlan later =
        TrackingPlanLoader.parse(SmallPlan.YAML.replace("revision: 1", "revision: 2"));
    assertThat(PlanCompatibility.between(later, old))
        .containsExactly(new Change(BREAKING, "revision", "it falls; a revision never comes back"));
    assertThat(PlanCompatibility.between(old, later))
        .containsExactly(
            new Change(COMPATIBLE, "revision", "it rises, as it does with every change"));
  }

  @Test
  void printsAChangeAsOneLine() {
    assertThat(new Change(BREAKING, "a.b", "it is gone")).hasToString("BREAKING a.b: it is gone");
  }

  /** The changes from the old plan, without the one of the revision, which always rises here. */
  private static List<Change> changesOf(String next) {
    return PlanCompatibility.between(
            TrackingPlanLoader.parse(SmallPlan.YAML),
            TrackingPlanLoader.parse(next.replace("revision: 1", "revision: 2")))
        .stream()
        .filter(change -> !change.where().equals("revision"))
        .toList();
  }

  private static RecordType reversed(RecordType type) {
    return new RecordType(
        type.name(),
        type.kind(),
        type.description(),
        type.personas(),
        type.eventTimeProperty(),
        type.newestVersion(),
        reversed(type.properties()),
        type.behaviour(),
        type.storage(),
        type.emission());
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }
}
