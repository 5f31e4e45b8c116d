package com.skillforge.analytics.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param warehouse the warehouse
 * @param environment the environment; empty for what concerns all of them
 * @param area what kind of thing it is, for example {@code pipeline}
 * @param subject which one of them, for example {@code raw-events}
 * @param verdict how it is
 * @param detail what was seen, in a few words; of what is wrong, the reason
 * @param help what helps; empty where nothing has to be done
 */
public record Finding(
    String warehouse,
    String environment,
    String area,
    String subject,
    Verdict verdict,
    String detail,
    String help) {

  /** How a thing is. */
  public enum Verdict {
    /** As it should be. */
    OK,
    /** Nothing is wrong, but somebody may want to know. */
    NOTE,
    /** Not as it should be. */
    FAILED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean failed() {
    return verdict == Verdict.FAILED;
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("warehouse", warehouse);
    json.put("environment", environment.isEmpty() ? null : environment);
    json.put("area", area);
    json.put("subject", subject);
    json.put("verdict", verdict.label());
    json.put("detail", detail);
    json.put("help", help.isEmpty() ? null : help);
    return json;
  }
}
