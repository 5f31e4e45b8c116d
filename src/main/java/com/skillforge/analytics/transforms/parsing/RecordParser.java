package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.model.LookedUpPersona;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.model.Violation;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.PropertyType;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Turns what was received into a valid, minimised record or a dead letter, by the rules of the
 * tracking plan.
 *
 * <p>Every record is parsed by this, so that it is written for speed: one pass over the bytes, no
 * tree, buffers that are reused. An instance is therefore for one thread.
 */
public final class RecordParser {
  /** The largest record that is parsed. */
  public static final int MAX_BYTES = 1 << 20;

  /** The stage that dead letters of this step name. */
  public static final String STAGE = "validate";

  /**
   * The stage of those that are only rejected because nobody could be asked for their persona: read
   * again, they may be valid.
   */
  public static final String PERSONA_STAGE = "persona";

  private final String defaultEnvironment;
  private final Map<String, TopicRules> topics = new HashMap<>();
  private final DocumentReader document;
  private final ViolationList violations = new ViolationList();
  private final RecordValidator validator;
  private final TombstoneParser tombstones;
  private final PayloadRedactor redactor = new PayloadRedactor();
  private final int environmentSlot;
  private final int tenantSlot;
  private final int userSlot;

  /**
   * A parser for the topics of a plan.
   *
   * @param plan the tracking plan; its topics may be renamed
   * @param defaultEnvironment the environment of records that name none
   */
  public RecordParser(TrackingPlan plan, String defaultEnvironment) {
    this.defaultEnvironment = defaultEnvironment;
    Map<String, Integer> slots = new LinkedHashMap<>();
    Set<String> lists = new HashSet<>();
    slots.put(Role.ENVIRONMENT.property(), 0);
    slots.put(Role.VERSION.property(), 1);
    slots.put(Role.TENANT.property(), 2);
    slots.put(Role.USER.property(), 3);
    for (RecordType type : plan.recordTypes()) {
      slots.putIfAbsent(type.kind().nameProperty(), slots.size());
      for (Property property : type.properties()) {
        slots.putIfAbsent(property.name(), slots.size());
        if (property.type() == PropertyType.STRING_LIST
            || property.type() == PropertyType.OBJECT_LIST) {
          lists.add(property.name());
        }
      }
    }
    environmentSlot = slots.get(Role.ENVIRONMENT.property());
    tenantSlot = slots.get(Role.TENANT.property());
    userSlot = slots.get(Role.USER.property());
    for (Topic topic : plan.topics()) {
      if (!topic.recordTypes().isEmpty()) {
        topics.put(topic.name(), new TopicRules(topic, plan, slots));
      }
    }
    document = new DocumentReader(List.copyOf(slots.keySet()), lists);
    RecordAssembler assembler = new RecordAssembler(defaultEnvironment);
    validator = new RecordValidator(document, violations, assembler);
    tombstones = new TombstoneParser(violations, defaultEnvironment);
  }

  /**
   * Sets the latest event time that is believed, in epoch milliseconds; at first there is no limit.
   */
  public void limitEventTime(long latestMillis) {
    validator.limitEventTime(latestMillis);
    tombstones.limitEventTime(latestMillis);
  }

  /**
   * Parses one record for which nothing was looked up, as {@link #parse(SourceRecord,
   * LookedUpPersona, Consumer)} does.
   */
  public ParseResult parse(SourceRecord source, Consumer<String> droppedProperties) {
    return parse(source, LookedUpPersona.NONE, droppedProperties);
  }

  /**
   * Parses one record. Its {@link AnalyticsRecord#canonicalUserId} is its own user id.
   *
   * @param persona what was looked up of its sender; it counts only where the record names no
   *     persona
   * @param droppedProperties told the name of each property that the record has and its type has
   *     not, when the record is accepted; for fields of list elements {@code tasks[].name}; raw PII
   *     in names is redacted
   * @throws IllegalArgumentException when the tracking plan lacks the record's topic
   */
  public ParseResult parse(
      SourceRecord source, LookedUpPersona persona, Consumer<String> droppedProperties) {
    TopicRules topic = topics.get(source.position().topic());
    if (topic == null) {
      throw new IllegalArgumentException(
          "topic "
              + source.position().topic()
              + " is not in the tracking plan: name it by the options that rename topics");
    }
    violations.clear();
    byte[] value = source.value();
    if (value == null) {
      return tombstone(topic, source);
    }
    if (value.length > MAX_BYTES) {
      String rule = "must not be larger than " + MAX_BYTES + " bytes";
      Violation tooLarge = new Violation(ErrorCode.TOO_LARGE, JsonPaths.ROOT, rule);
      String payload = redactor.ofText(value).payload();
      return rejected(List.of(tooLarge), payload, defaultEnvironment, source);
    }
    JsonBytes.Finding finding = JsonBytes.inspect(value);
    if (finding == JsonBytes.Finding.NOT_UTF8) {
      return malformed(source, value, "must be UTF-8 without a byte order mark");
    }
    boolean object;
    try {
      object = document.read(value, finding == JsonBytes.Finding.UTF8_WITH_ESCAPES);
    } catch (IOException e) {
      return malformed(source, value, "must be one JSON text, see RFC 8259, without duplicates");
    }
    return object
        ? object(topic, source, value, persona, droppedProperties)
        : notAnObject(source, value);
  }

  private ParseResult object(
      TopicRules topic,
      SourceRecord source,
      byte[] value,
      LookedUpPersona persona,
      Consumer<String> droppedProperties) {
    AnalyticsRecord record = validator.validate(topic, source, persona);
    if (record == null) {
      DeadLetter letter =
          new DeadLetter(
              environment(),
              validator.wantsAnAnswerOnly() ? PERSONA_STAGE : STAGE,
              violations.toList(),
              redactor.ofJson(value),
              source.position(),
              source.timestampMillis());
      return new ParseResult.Rejected(letter, validator.lacksPersona() ? sender() : null);
    }
    validator.reportDropped(droppedProperties);
    return new ParseResult.Accepted(record);
  }

  /** The environment that the object names, if it can be shown. */
  private String environment() {
    String environment = cleanText(environmentSlot);
    return environment == null ? defaultEnvironment : environment;
  }

  /**
   * The user who sent the object; null where it does not say so properly. Whatever a user is looked
   * up by, no raw PII leaves the pipeline.
   */
  private @Nullable Alias sender() {
    JsonValue named = document.value(tenantSlot);
    String tenant =
        named == null || named.isNullOrEmptyText()
            ? RecordAssembler.DEFAULT_TENANT
            : cleanText(tenantSlot);
    String user = cleanText(userSlot);
    return tenant == null || user == null ? null : Alias.userId(tenant, user);
  }

  /** A text that is not empty and holds no raw PII; null for anything else. */
  private @Nullable String cleanText(int slot) {
    JsonValue value = document.value(slot);
    boolean clean =
        value != null
            && value.kind() == JsonValue.Kind.TEXT
            && !value.text().isEmpty()
            && !PiiScanner.containsPii(value.text());
    return clean ? value.text() : null;
  }

  private ParseResult tombstone(TopicRules topic, SourceRecord source) {
    RecordType type = topic.tombstoneType();
    if (type == null) {
      String rule = "must have a value: the topic is not compacted";
      violations.add(0, ErrorCode.MALFORMED_JSON, JsonPaths.ROOT, rule);
    }
    AnalyticsRecord record = type == null ? null : tombstones.parse(type, source);
    return record == null
        ? rejected(violations.toList(), "", defaultEnvironment, source)
        : new ParseResult.Accepted(record);
  }

  private ParseResult malformed(SourceRecord source, byte[] value, String rule) {
    PayloadRedactor.Text text = redactor.ofText(value);
    return unreadable(ErrorCode.MALFORMED_JSON, rule, text.hadPii(), text.payload(), source);
  }

  private ParseResult notAnObject(SourceRecord source, byte[] value) {
    boolean pii = !document.piiSightings().isEmpty();
    String payload = redactor.ofJson(value);
    return unreadable(ErrorCode.NOT_AN_OBJECT, "must be one JSON object", pii, payload, source);
  }

  private ParseResult unreadable(
      ErrorCode code, String rule, boolean pii, String payload, SourceRecord source) {
    violations.add(0, code, JsonPaths.ROOT, rule);
    if (pii) {
      violations.add(0, ErrorCode.RAW_PII, JsonPaths.ROOT, RecordValidator.RAW_PII_RULE);
    }
    return rejected(violations.toList(), payload, defaultEnvironment, source);
  }

  private static ParseResult rejected(
      List<Violation> violations, String payload, String environment, SourceRecord source) {
    return new ParseResult.Rejected(
        new DeadLetter(
            environment, STAGE, violations, payload, source.position(), source.timestampMillis()));
  }
}
