package com.skillforge.analytics.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** A plan without mistakes, small enough for a test to change one place of it. */
final class SmallPlan {
  static final String YAML =
      """
      revision: 1
      topics:
        shop.events:
          option: eventTopics
          key: user_id
          persona: student
          carries: events
        shop.records:
          option: recordTopic
          key: user_id
          compacted: true
          carries: [order_sent]
      core:
        events:
          eventTime: event_timestamp
          properties:
            event_name: {type: string, required: true, description: Name.}
            event_id: {type: string, format: uuid, description: Identity.}
            event_timestamp: {type: timestamp, required: true, description: Time.}
            persona: {type: string, required: true, description: Persona.}
        records:
          properties:
            record_type: {type: string, required: true, description: Name.}
            record_id: {type: string, format: uuid, description: Identity.}
      events:
        cart_filled:
          description: A cart was filled
          personas: [student, advisor]
          newestVersion: 2
          behaviour: [user_initiated, suppressible]
          storage: {snowflake: raw.carts, bigquery: analytics.carts, retentionYears: 2}
          properties:
            price: {type: number, min: 0, max: 10, description: Price.}
            colour: {type: string, allowed: [red, blue], sinceVersion: 2, description: Colour.}
            shop: {type: string, required: true, description: Shop.}
            items:
              type: object_list
              description: Items.
              fields:
                item_id: {type: string, required: true, description: Item.}
                count: {type: integer, description: How many.}
      records:
        order_sent:
          description: An order left the house
          eventTime: sent_at
          personas: []
          behaviour: [essential]
          storage:
            snowflake: orders
            bigquery: analytics.orders
            retentionYears: 7
            retentionReason: tax law
          emission: {backend: Shop}
          properties:
            sent_at: {type: timestamp, required: true, description: When.}
            packed_at: {type: timestamp, required: true, description: When.}
      """;

  private SmallPlan() {}

  /** The small plan with one text in place of another that it has exactly once. */
  static String with(String text, String by) {
    assertThat(YAML).containsOnlyOnce(text);
    return YAML.replace(text, by);
  }

  /** What the loader finds wrong with a plan. */
  static List<String> problems(String yaml) {
    PlanException refusal =
        catchThrowableOfType(PlanException.class, () -> TrackingPlanLoader.parse(yaml));
    assertThat(refusal).as("the plan was taken").isNotNull();
    return refusal.problems();
  }
}
