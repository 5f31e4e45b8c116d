package com.skillforge.analytics.status;

import com.skillforge.analytics.deploy.ScheduleLateness;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.AuditRows;
import com.skillforge.analytics.io.rows.AuditRows.Audited;
import com.skillforge.analytics.io.rows.Freshness;
import com.skillforge.analytics.io.rows.LostOffsets;
import com.skillforge.analytics.io.rows.OpenErasures;
import com.skillforge.analytics.io.rows.PastRun;
import com.skillforge.analytics.io.rows.QualityRows;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.StoredTerms;
import com.skillforge.analytics.io.rows.UsualSilence;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at warehouses, one after the other, and says of each whether all is well. */
public final class Status {
  /** How far back runs are looked at. */
  private static final Duration RUNS = Duration.ofDays(100);

  /** A year and a holiday: what is silent every summer is silent in this one too. */
  private static final Duration SILENCES = Duration.ofDays(400);

  /** Checks of validate_kpis.sql of which more has been said. */
  private static final Set<String> SAID_BEFORE = Set.of("freshness", "audit");

  private final TrackingPlan plan = TrackingPlan.builtIn();
  private final Question question;
  private final SortedMap<String, Duration> lateness;
  private final Behind behind;
  private final List<Finding> findings = new ArrayList<>();

  public Status(Question question) {
    this.question = question;
    this.lateness = ScheduleLateness.of(question.pipelines(), question.limits().lateAfter());
    this.behind = new Behind(question);
  }

  /** All that was found so far, warehouse by warehouse; then which of them are behind others. */
  public List<Finding> findings() {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(behind.findings());
    return all;
  }

  /**
   * Looks at a warehouse.
   *
   * @throws WarehouseException when it cannot be read
   */
  public void add(QueryableWarehouse warehouse) {
    Map<String, Map<String, PipelineRuns>> runs = runs(warehouse);
    List<Freshness> freshness = Freshness.read(warehouse, plan);
    List<LostOffsets> lost =
        LostOffsets.notedSince(warehouse, question.at().minus(DataFindings.LOSS_IS_NEWS));
    List<OpenErasures> erasures = OpenErasures.read(warehouse, plan);
    List<UsualSilence> silences =
        UsualSilence.since(warehouse, plan, question.at().minus(SILENCES));
    Breaks breaks = new Breaks(StoredTerms.of(warehouse));
    List<Audited> audits = audits(warehouse);
    for (String environment : environments(runs)) {
      Findings found = new Findings(warehouse.name(), environment);
      Map<String, PipelineRuns> ofEnvironment = runs.getOrDefault(environment, Map.of());
      List<Freshness> datasets =
          freshness.stream().filter(each -> each.environment().equals(environment)).toList();
      new PipelineFindings(question, lateness, ofEnvironment, found).judge();
      DataFindings data = new DataFindings(question, found);
      PipelineRuns raw =
          ofEnvironment.getOrDefault("raw-events", new PipelineRuns("raw-events", List.of()));
      data.lost(lost.stream().filter(each -> each.environment().equals(environment)).toList());
      new DeadLetterFindings(found).judge(raw);
      data.erasures(
          erasures.stream().filter(each -> each.environment().equals(environment)).findFirst(),
          ofEnvironment.values().stream().allMatch(PipelineRuns::byHand));
      new FreshnessFindings(
              question,
              Optional.ofNullable(lateness.get(raw.pipeline())),
              raw,
              silences.stream().filter(each -> each.environment().equals(environment)).toList(),
              breaks,
              found)
          .judge(datasets);
      new AuditFindings(question, found)
          .judge(audits.stream().filter(each -> each.environment().equals(environment)).toList());
      behind.add(warehouse.name(), environment, ofEnvironment, datasets);
      findings.addAll(found.all());
    }
    if (runs.isEmpty()) {
      findings.addAll(nothing(warehouse));
    }
    findings.addAll(gates(warehouse));
    findings.addAll(validation(warehouse));
  }

  /** What gates found unusual when they were last asked. */
  private List<Finding> gates(QueryableWarehouse warehouse) {
    List<Finding> all = new ArrayList<>();
    try {
      for (QualityRows.NotPassed check :
          QualityRows.notPassed(warehouse, question.at().minus(DataFindings.LOSS_IS_NEWS))) {
        if (question.concerns(check.environment())) {
          Findings found = new Findings(warehouse.name(), check.environment());
          found.failed(
              "gate",
              check.gate(),
              check.text()
                  + (check.blocked() ? ": " + check.pipeline() + " has published nothing" : "")
                  + ", judged for "
                  + check.pipeline()
                  + " "
                  + Ages.ago(check.judgedAt(), question.at()),
              "see docs/runbook.md, A quality gate failed");
          all.addAll(found.all());
        }
      }
    } catch (WarehouseException e) {
      Findings found = new Findings(warehouse.name(), "");
      found.note("gate", "all", "cannot be asked: " + e.getMessage());
      all.addAll(found.all());
    }
    return all;
  }

  /** Only the command for the local warehouse notes audits: elsewhere none is missed. */
  private List<Audited> audits(QueryableWarehouse warehouse) {
    boolean local = warehouse.name().equals(WarehouseKind.LOCAL.label());
    try {
      return AuditRows.newest(warehouse).stream()
          .filter(each -> local || each.auditedAt().isPresent())
          .toList();
    } catch (WarehouseException e) {
      return List.of(); // the gates, which stand in the same table, say so
    }
  }

  private List<Finding> nothing(QueryableWarehouse warehouse) {
    Findings found = new Findings(warehouse.name(), "");
    found.failed(
        "pipeline",
        "all",
        "nothing has run in " + RUNS.toDays() + " days",
        question.command("run.sh raw-events") + ", or look at what starts the schedules");
    return found.all();
  }

  private Map<String, Map<String, PipelineRuns>> runs(QueryableWarehouse warehouse) {
    Map<String, Map<String, List<PastRun>>> lists = new TreeMap<>();
    for (PastRun run : PastRun.startedSince(warehouse, question.at().minus(RUNS))) {
      lists
          .computeIfAbsent(run.environment(), key -> new TreeMap<>())
          .computeIfAbsent(run.pipeline(), key -> new ArrayList<>())
          .add(run);
    }
    Map<String, Map<String, PipelineRuns>> runs = new TreeMap<>();
    lists.forEach(
        (environment, pipelines) -> {
          Map<String, PipelineRuns> each = new TreeMap<>();
          pipelines.forEach((name, past) -> each.put(name, new PipelineRuns(name, past)));
          runs.put(environment, each);
        });
    return runs;
  }

  private Set<String> environments(Map<String, Map<String, PipelineRuns>> runs) {
    Set<String> names = new TreeSet<>(runs.keySet());
    question.environment().ifPresent(names::add);
    names.removeIf(name -> !question.concerns(name));
    return names;
  }

  /** What validate_kpis.sql asks; how late pipelines are has been said by pipeline. */
  private List<Finding> validation(QueryableWarehouse warehouse) {
    Findings found = new Findings(warehouse.name(), "");
    String query =
        WarehouseSchema.of(warehouse.dialect(), plan).validation(lateness, question.at());
    try {
      List<Failure> failures =
          warehouse
              .query(
                  query,
                  row ->
                      new Failure(
                          String.valueOf(row.text(0)),
                          String.valueOf(row.text(1)),
                          String.valueOf(row.text(2)),
                          String.valueOf(row.integer(3))))
              .stream()
              .filter(failure -> !SAID_BEFORE.contains(failure.check()))
              .toList();
      for (Failure failure : failures) {
        found.failed(
            "numbers",
            failure.check(),
            failure.table() + ": " + failure.rows() + " " + failure.detail(),
            "look at these rows, with the condition of sql/"
                + warehouse.dialect().id()
                + "/checks/validate_kpis.sql; do not report from them");
      }
      if (failures.isEmpty()) {
        found.ok("numbers", "validate_kpis.sql", "every check holds");
      }
    } catch (WarehouseException e) {
      found.failed(
          "numbers",
          "validate_kpis.sql",
          "cannot be asked: " + e.getMessage(),
          "./scripts/apply-ddl.sh --warehouse="
              + warehouse.name()
              + " --dry-run shows what is missing");
    }
    return found.all();
  }

  private record Failure(String check, String table, String detail, String rows) {}
}
