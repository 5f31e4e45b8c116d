package com.skillforge.analytics.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * A night's run of all KPIs over the raw tables after a day of news ({@link DailyRecords}): one
 * that looks at those of whom something is new, and one that looks at all. Their rows have to be
 * the same.
 */
final class DailyBench {
  static final String NAME = "daily";
  static final String LONG_NAME = "daily-10x";
  private static final Duration RESTATED = Duration.ofDays(30);

  private final BenchPipelines pipelines;
  private final DailyRecords records;
  private final BenchTopics history;
  private final BenchTopics news;
  private final BenchTopics nothing;
  private final Path directory;

  /**
   * What came out of one round.
   *
   * @param empty a run over an empty warehouse
   * @param changed the run that looks at those of whom something is new
   * @param full the run that looks at all
   * @param again the same run as {@code changed}, right after it
   * @param subjects at how many {@code changed} has looked, and of how many
   * @param problems differences from the known answer
   */
  record Result(
      JvmProcess.Outcome empty,
      JvmProcess.Outcome changed,
      JvmProcess.Outcome full,
      JvmProcess.Outcome again,
      Subjects subjects,
      List<String> problems) {}

  /** At how many subjects a run has looked; none where it has looked at all. */
  record Subjects(long lookedAt, long known) {
    private static Subjects of(JvmProcess.Outcome run) {
      JsonNode subjects = PipelineContender.summary(run.stdout()).path("subjects");
      return new Subjects(subjects.path("looked_at").asLong(-1), subjects.path("known").asLong(-1));
    }
  }

  /**
   * @param directory an empty directory for warehouses and outputs
   */
  DailyBench(BenchPipelines pipelines, DailyRecords records, Path directory) {
    this.pipelines = pipelines;
    this.records = records;
    this.history = topics("history");
    this.news = topics("news");
    this.nothing = topics("nothing");
    this.directory = directory;
  }

  private BenchTopics topics(String part) {
    String prefix = pipelines.contender() + "." + part;
    return BenchTopics.of(prefix, prefix + ".student");
  }

  private Path stored() {
    return directory.resolve("stored.duckdb");
  }

  private Path empty() {
    return directory.resolve("empty.duckdb");
  }

  /** Stores the history, runs the KPIs over it as every night would have, and stores the news. */
  void prepare() throws IOException, InterruptedException {
    Files.writeString(terms(), WideDays.termsCsv());
    for (BenchTopics topics : List.of(history, news, nothing)) {
      PlanTopics.create(pipelines.servers(), TrackingPlan.builtIn().withTopics(topics.all()));
    }
    pipelines.progress().accept(pipelines.contender() + ": publishing the records");
    records.publishHistory(history, pipelines.servers());
    records.publishNews(news, pipelines.servers());
    pipelines.rawEvents("history", history, stored());
    pipelines.kpisFromWarehouse("the night before", stored(), kpis(DailyRecords.newsFrom()));
    pipelines.rawEvents("news", news, stored());
    pipelines.rawEvents("nothing", nothing, empty());
  }

  /** Measures once. */
  Result round(int round) throws IOException, InterruptedException {
    Path own = Files.createDirectory(directory.resolve("round-" + round));
    Path changed = copy(stored(), own.resolve("changed.duckdb"));
    Path full = copy(stored(), own.resolve("full.duckdb"));
    List<String> night = kpis(DailyRecords.END);
    List<String> anew = new ArrayList<>(night);
    anew.add(BenchPipelines.FULL);
    JvmProcess.Outcome empty =
        pipelines.kpisFromWarehouse("nothing", copy(empty(), own.resolve("nothing.duckdb")), night);
    JvmProcess.Outcome ofChanged = pipelines.kpisFromWarehouse("changed", changed, night);
    JvmProcess.Outcome ofAll = pipelines.kpisFromWarehouse("full", full, anew);
    JvmProcess.Outcome again = pipelines.kpisFromWarehouse("again", changed, night);
    Subjects subjects = Subjects.of(ofChanged);
    Result result =
        new Result(
            empty, ofChanged, ofAll, again, subjects, problems(changed, full, subjects, again));
    Files.delete(changed);
    Files.delete(full);
    return result;
  }

  private static Path copy(Path source, Path target) throws IOException {
    return Files.copy(source, target);
  }

  private List<String> problems(
      Path changed, Path full, Subjects subjects, JvmProcess.Outcome again) {
    BenchWarehouse warehouse = new BenchWarehouse(changed);
    SortedMap<String, Long> weeks = warehouse.weeklyUsers();
    SortedMap<String, Long> expected = records.answer().weeklyUsers();
    return new Differences(pipelines.contender())
        .compare(
            "weekly users", weeks.isEmpty() ? expected : expected.tailMap(weeks.firstKey()), weeks)
        .compare("rows that only one of both runs has", Set.of(), onlyOne(changed, full))
        .compare(
            "fewer subjects than there are",
            true,
            subjects.lookedAt() > 0 && subjects.lookedAt() < subjects.known())
        .compare("subjects that are looked at again", 0L, Subjects.of(again).lookedAt())
        .list();
  }

  private static Set<String> onlyOne(Path one, Path other) {
    List<String> ofOne = new BenchWarehouse(one).kpiRows(DailyRecords.END);
    List<String> ofOther = new BenchWarehouse(other).kpiRows(DailyRecords.END);
    Set<String> both = new HashSet<>(ofOne);
    both.retainAll(ofOther);
    Set<String> different = new TreeSet<>(ofOne);
    different.addAll(ofOther);
    different.removeAll(both);
    return both.isEmpty() ? Set.of("there are none at all") : different;
  }

  private Path terms() {
    return directory.resolve("terms.csv");
  }

  /** A night's run: it restates what late records may still change, as scheduled ones do. */
  private List<String> kpis(Instant to) {
    return List.of(
        "--kpis=all", "--terms=" + terms(), "--from=" + to.minus(RESTATED), "--to=" + to);
  }
}
