package com.skillforge.analytics.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.letters.StoredLetter;
import com.skillforge.analytics.model.LetterRepair;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.parsing.ReceivedText;
import com.skillforge.analytics.transforms.parsing.RecordParser;
import com.skillforge.analytics.transforms.repair.RepairException;
import com.skillforge.analytics.transforms.repair.RepairExpression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Makes records of dead letters. A record keeps the position and the timestamp of the original, so
 * that it is the same record when it is read again, and the identity that follows from what was
 * received, where it names none: a plan that accepts the original one day finds it stored.
 */
final class LetterRepairer implements AutoCloseable {
  static final String CUT_OFF =
      "the letter holds the beginning of a long record only: give --bootstrapServers to fetch it";
  static final String REDACTED =
      "raw PII was taken out of what the letter holds, and the repair does not remove it";
  static final String NO_OBJECT =
      "what was received is no JSON object, which is all a repair reads";
  static final String NO_RECORD =
      "the letter holds a row that a warehouse refused: give --bootstrapServers to fetch the record";
  static final String NOT_WANTED = "the expression leaves it alone";
  static final String OTHER_TOPIC = "its topic is none of this deployment's";

  /** The steps whose letters hold what was received. */
  private static final Set<String> STAGES = Set.of(RecordParser.STAGE, RecordParser.PERSONA_STAGE);

  private final Map<String, String> idProperties = new HashMap<>();
  private final @Nullable RepairExpression expression;

  /**
   * @param plan with the topics of this deployment
   */
  LetterRepairer(TrackingPlan plan, Optional<String> expression) {
    plan.topics()
        .forEach(
            topic ->
                topic.recordTypes().stream()
                    .flatMap(type -> plan.recordType(type).stream())
                    .map(RecordType::kind)
                    .findFirst()
                    .ifPresent(kind -> idProperties.put(topic.name(), kind.idProperty())));
    this.expression = expression.map(RepairExpression::compile).orElse(null);
  }

  /**
   * Repairs a letter.
   *
   * @param original the record as it was received; null where only the letter is left of it
   * @throws RepairException when the expression cannot be used at all
   */
  RepairedLetter repair(StoredLetter letter, @Nullable SourceRecord original) {
    String from = original == null ? LetterRepair.PAYLOAD : LetterRepair.KAFKA;
    String idProperty = idProperties.get(letter.position().topic());
    if (idProperty == null) {
      return RepairedLetter.left(letter, from, OTHER_TOPIC);
    }
    if (original == null && !STAGES.contains(letter.stage())) {
      return RepairedLetter.left(letter, from, NO_RECORD);
    }
    byte @Nullable [] received =
        original == null ? letter.payload().getBytes(UTF_8) : original.value();
    Optional<ObjectNode> read =
        received == null ? Optional.empty() : RepairExpression.read(received);
    if (received == null || read.isEmpty()) {
      boolean cut = original == null && ReceivedText.mayBeCutOff(letter.payload());
      return RepairedLetter.left(letter, from, cut ? CUT_OFF : NO_OBJECT);
    }
    Optional<ObjectNode> repaired;
    try {
      repaired = expression == null ? read : expression.apply(read.get());
    } catch (RepairException e) {
      if (e.isHopeless()) {
        throw e;
      }
      return RepairedLetter.left(letter, from, e.getMessage());
    }
    if (repaired.isEmpty()) {
      return RepairedLetter.left(letter, from, NOT_WANTED);
    }
    ObjectNode record = repaired.get();
    if (original == null && ReceivedText.isRedacted(RepairExpression.write(record))) {
      return RepairedLetter.left(letter, from, REDACTED);
    }
    complete(record, Role.ENVIRONMENT.property(), letter.environment());
    if (lacks(record, idProperty)) {
      record.put(idProperty, ReceivedText.idOf(received));
    }
    return RepairedLetter.of(
        letter,
        from,
        new SourceRecord(
            letter.position(),
            letter.recordTimestampMillis(),
            original == null ? null : original.key(),
            RepairExpression.write(record)));
  }

  /** The run that has rejected the record may have had another default. */
  private static void complete(ObjectNode record, String property, String value) {
    if (lacks(record, property)) {
      record.put(property, value);
    }
  }

  private static boolean lacks(ObjectNode record, String property) {
    return !record.hasNonNull(property)
        || (record.get(property).isTextual() && record.get(property).textValue().isEmpty());
  }

  /** What each letter was left alone for, and how many were. */
  static Map<String, Long> left(List<RepairedLetter> letters) {
    Map<String, Long> reasons = new TreeMap<>();
    letters.stream()
        .filter(letter -> letter.record().isEmpty())
        .forEach(letter -> reasons.merge(letter.left(), 1L, Long::sum));
    return reasons;
  }

  @Override
  public void close() {
    if (expression != null) {
      expression.close();
    }
  }
}
