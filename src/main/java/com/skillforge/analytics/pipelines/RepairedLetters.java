package com.skillforge.analytics.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.letters.StoredLetter;
import com.skillforge.analytics.io.letters.StoredLetters;
import com.skillforge.analytics.model.LetterRepair;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.model.SourceRecords;
import com.skillforge.analytics.options.SourceOptions;
import com.skillforge.analytics.pipelines.launch.Originals;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.repair.RepairException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The records that a repair makes of dead letters.
 *
 * @param name what was done, see {@link Repair#name}
 * @param letters all that were meant, those that are left alone too
 */
record RepairedLetters(String name, List<RepairedLetter> letters)
    implements EventSource<SourceRecords> {
  /** The member of {@link #describe} by which the ledger tells that letters were read. */
  static final String MEMBER = "dead_letters";

  private static final int BATCH = 500;

  RepairedLetters {
    letters = List.copyOf(letters);
  }

  /**
   * Repairs the open letters of a warehouse.
   *
   * @param options where the originals may be
   * @throws com.skillforge.analytics.io.SourceException when they cannot be read
   * @throws RepairException when the expression cannot be used
   */
  static RepairedLetters of(
      StoredLetters stored, Repair repair, SourceOptions options, TrackingPlan plan) {
    List<StoredLetter> open = stored.read(repair.letters(), StoredLetters.State.OPEN);
    Originals originals = Originals.of(options, open);
    List<RepairedLetter> repaired = new ArrayList<>();
    try (LetterRepairer repairer = new LetterRepairer(plan, repair.expression())) {
      open.forEach(letter -> repaired.add(repairer.repair(letter, originals.find(letter))));
    }
    return new RepairedLetters(repair.name(), repaired);
  }

  private List<SourceRecord> records() {
    return letters.stream().flatMap(letter -> letter.record().stream()).toList();
  }

  /** The record types that the records say that they are; a record may name none that there is. */
  Set<String> recordTypes() {
    return records().stream()
        .flatMap(record -> Optional.ofNullable(record.value()).stream())
        .map(value -> StoredLetter.eventOf(new String(value, UTF_8)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is to be noted of each letter whose record is valid now. */
  List<LetterRepair> repairs() {
    return letters.stream()
        .filter(letter -> letter.record().isPresent())
        .map(letter -> letter.repair(name))
        .toList();
  }

  @Override
  public PTransform<PBegin, PCollection<SourceRecords>> read() {
    List<SourceRecord> records = records();
    List<SourceRecords> batches = new ArrayList<>();
    for (int from = 0; from < records.size(); from += BATCH) {
      batches.add(new SourceRecords(records.subList(from, Math.min(from + BATCH, records.size()))));
    }
    return Create.of(batches).withCoder(SourceRecords.coder());
  }

  /** Positions and a digest: what the records say has no business in the ledger. */
  @Override
  public String describe() {
    Hasher digest = Hashing.sha256().newHasher();
    for (SourceRecord record : records()) {
      digest.putString(record.position().source() + "\n" + record.position(), UTF_8);
      digest.putLong(record.timestampMillis());
      digest.putBytes(record.value() == null ? new byte[0] : record.value());
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject(MEMBER)
        .put("letters", letters.size())
        .put("repair", name)
        .put("digest", digest.hash().toString());
    return json.toString();
  }

  @Override
  public long size() {
    return records().size();
  }

  /** Sentences about what was left alone. */
  List<String> notices() {
    List<String> notices = new ArrayList<>();
    if (letters.isEmpty()) {
      notices.add("There is no open dead letter of this kind.");
    }
    for (Map.Entry<String, Long> left : LetterRepairer.left(letters).entrySet()) {
      notices.add(
          "%,d dead %s left as %s: %s."
              .formatted(
                  left.getValue(),
                  left.getValue() == 1 ? "letter is" : "letters are",
                  left.getValue() == 1 ? "it is" : "they are",
                  left.getKey()));
    }
    return notices;
  }
}
