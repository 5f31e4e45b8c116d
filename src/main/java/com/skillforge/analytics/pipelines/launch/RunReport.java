package com.skillforge.analytics.pipelines.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.model.LookedAt;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a run tells at its end.
 *
 * @param summaries what the ledger of each warehouse has of it, by warehouse, at least one
 * @param looked at how many subjects it has looked, where contributions are kept
 * @param personas what came of looking personas up
 * @param losses what Kafka has deleted before any run took it
 * @param removed the rows that it has removed, by store and table
 * @param notices sentences for standard error
 */
public record RunReport(
    RunInfo run,
    Map<String, RunSummary> summaries,
    Duration took,
    Optional<LookedAt> looked,
    PersonaCounts personas,
    List<Loss> losses,
    Map<String, Map<String, Long>> removed,
    List<String> notices)
    implements Outcome {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The run, as the first warehouse has it; all of them have the same counts. */
  public RunSummary summary() {
    return summaries.values().iterator().next();
  }

  /** What became of the records. */
  public RunCounts counts() {
    return summary().counts();
  }

  /**
   * Whether every record that was read is accounted for, and every one that came could be read and
   * judged. A stream that was stopped has no say on the first.
   */
  @Override
  public boolean isSound() {
    return losses.isEmpty()
        && personas.failed() == 0
        && (run.streaming() || counts().isConserved());
  }

  private double seconds() {
    return took.toMillis() / 1000.0;
  }

  private long recordsPerSecond() {
    return Math.round(counts().read() / Math.max(0.001, seconds()));
  }

  @Override
  public String toJson() {
    RunSummary summary = summary();
    RunCounts counts = summary.counts();
    ObjectNode json = Outcome.describe(run, summary.runId());
    ObjectNode numbers = json.putObject("counts");
    numbers.put("read", counts.read());
    numbers.put("accepted", counts.accepted());
    numbers.put("duplicates", counts.duplicates());
    numbers.put("suppressed", counts.suppressed());
    numbers.put("erased", counts.erased());
    numbers.put("dead_lettered", counts.deadLettered());
    numbers.put("late_dropped", counts.lateDropped());
    json.set("dead_letter_codes", JSON.valueToTree(counts.deadLetterCodes()));
    json.set("unknown_properties", JSON.valueToTree(counts.unknownProperties()));
    json.set("rows_written", JSON.valueToTree(summary.rowsWritten()));
    json.set("rows_removed", JSON.valueToTree(summary.rowsRemoved()));
    looked.ifPresent(
        at -> {
          ObjectNode subjects = json.putObject("subjects");
          subjects.put("looked_at", at.isAll() ? null : (Long) at.subjects());
          subjects.put("known", at.isAll() ? null : (Long) at.known());
          subjects.put("all_because", at.isAll() ? at.reason() : null);
        });
    ObjectNode warehouses = json.putObject("warehouses");
    summaries.forEach(
        (name, of) -> {
          ObjectNode warehouse = warehouses.putObject(name);
          warehouse.put("status", of.status());
          warehouse.set("rows_written", JSON.valueToTree(of.rowsWritten()));
          warehouse.set("rows_removed", JSON.valueToTree(of.rowsRemoved()));
        });
    if (personas.lookedUp() > 0) {
      json.set("personas", personas.toJson());
    }
    ArrayNode lost = json.putArray("lost");
    losses.forEach(loss -> lost.add(loss.toJson()));
    json.put("seconds", seconds());
    json.put("records_per_second", recordsPerSecond());
    json.put("status", summary.status());
    return json.toString();
  }

  @Override
  public String toText() {
    RunCounts counts = counts();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %s: %,d records in %.1f s (%,d records/s)%n",
            run.pipeline(),
            summary().status(),
            counts.read(),
            seconds(),
            recordsPerSecond()));
    text.append(
        String.format(
            Locale.ROOT,
            "  read %,d = accepted %,d + duplicates %,d + suppressed %,d + erased %,d"
                + " + dead-lettered %,d + late-dropped %,d%s%n",
            counts.read(),
            counts.accepted(),
            counts.duplicates(),
            counts.suppressed(),
            counts.erased(),
            counts.deadLettered(),
            counts.lateDropped(),
            counts.isConserved() || run.streaming() ? "" : "   THIS DOES NOT ADD UP"));
    looked.ifPresent(at -> text.append("  ").append(at.toText()).append('\n'));
    if (personas.lookedUp() > 0) {
      text.append("  ").append(personas.toText()).append('\n');
    }
    list(text, "dead letters", counts.deadLetterCodes());
    list(text, "unknown properties dropped", counts.unknownProperties());
    summaries.forEach((name, of) -> list(text, "rows written to " + name, of.rowsWritten()));
    removed.forEach((store, rows) -> listRemoved(text, store, rows));
    return text.toString();
  }

  private static void listRemoved(StringBuilder text, String store, Map<String, Long> rows) {
    if (rows.isEmpty()) {
      text.append("  no rows removed from ").append(store).append('\n');
    }
    list(text, "rows removed from " + store, rows);
  }

  private static void list(StringBuilder text, String title, Map<String, Long> numbers) {
    if (numbers.isEmpty()) {
      return;
    }
    text.append("  ").append(title).append(":\n");
    numbers.forEach(
        (name, n) -> text.append(String.format(Locale.ROOT, "    %,12d  %s%n", n, name)));
  }
}
