package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Generates small, nasty histories: few users, few instants and many coincidences, because errors
 * sit on the edges of windows and in ties.
 */
public final class Histories {
  private static final int MAX_DRAWN = 30;
  private static final int MAX_COPIES = 8;
  static final long MONDAY = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  static final long HOUR = Duration.ofHours(1).toMillis();
  static final long DAY = Duration.ofDays(1).toMillis();

  private Histories() {}

  /** Histories of up to some 40 records, mostly of what students do. */
  public static Arbitrary<History> any() {
    return of(StudentShapes.any());
  }

  /** Histories for all KPIs; most have records for one of them, some for all. */
  public static Arbitrary<History> ofAllKpis() {
    return Arbitraries.of(Theme.values()).flatMap(theme -> of(theme.shapes()));
  }

  private static Arbitrary<History> of(Arbitrary<Shape> shapes) {
    Arbitrary<List<AnalyticsRecord>> records =
        Combinators.combine(frames(), shapes)
            .as((frame, shape) -> shape.of(frame))
            .list()
            .ofMaxSize(MAX_DRAWN)
            .map(
                drawn ->
                    drawn.stream()
                        .flatMap(List::stream)
                        .map(AnalyticsRecord.Builder::build)
                        .toList());
    return Combinators.combine(records, copies())
        .as((originals, copies) -> history(originals, copies));
  }

  /** Instants on, just before and just after what divides one result from another. */
  public static Arbitrary<Long> instants() {
    Arbitrary<Long> anchors =
        Arbitraries.frequencyOf(
            Tuple.of(12, near(10 * HOUR, DAY + 10 * HOUR, 4 * DAY + 17 * HOUR, 7 * DAY)),
            Tuple.of(
                6,
                near(
                    0,
                    DAY,
                    2 * DAY + 10 * HOUR,
                    5 * DAY,
                    7 * DAY + 10 * HOUR,
                    8 * DAY + 10 * HOUR,
                    11 * DAY + 17 * HOUR,
                    14 * DAY)),
            Tuple.of(1, near(-DAY, -DAY + 10 * HOUR, -7 * DAY, 30 * DAY)),
            // 14, 28 and 30 days from one of those; the first of a month.
            Tuple.of(
                3,
                near(
                    -23 * DAY,
                    -16 * DAY,
                    -4 * DAY,
                    14 * DAY + 10 * HOUR,
                    27 * DAY,
                    28 * DAY,
                    28 * DAY + 10 * HOUR)),
            // What the first week and the first days look back to.
            Tuple.of(1, near(-400 * DAY, -399 * DAY, -393 * DAY)));
    Arbitrary<Integer> aside =
        Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(1, -1), Tuple.of(1, 1));
    return Combinators.combine(anchors, aside).as((anchor, millis) -> anchor + millis);
  }

  /** Those instants, for a parameter of a property: {@code @ForAll(supplier = …)}. */
  public static final class Instants implements ArbitrarySupplier<Long> {
    @Override
    public Arbitrary<Long> get() {
      return instants();
    }
  }

  /** Where a report may start: at one of those instants, or, for null, at the first record. */
  public static final class ReportStarts implements ArbitrarySupplier<@Nullable Long> {
    @Override
    public Arbitrary<@Nullable Long> get() {
      return instants().injectNull(0.5);
    }
  }

  /** The terms of the institutions of these histories: adjacent, overlapping, long ago. */
  public static List<Term> terms() {
    return List.of(
        term("north", "last year", -400 * DAY, 0),
        term("north", "spring", 0, 14 * DAY),
        term("north", "fortnight", 7 * DAY + 10 * HOUR, 28 * DAY),
        term("south", "spring", DAY, 30 * DAY));
  }

  private static Term term(String tenant, String id, long start, long end) {
    return new Term(tenant, id, MONDAY + start, MONDAY + end);
  }

  private static Arbitrary<Long> near(long... sinceMonday) {
    return Arbitraries.of(Arrays.stream(sinceMonday).mapToObj(since -> MONDAY + since).toList());
  }

  private static Arbitrary<Shape.Frame> frames() {
    Arbitrary<Shape.Who> who =
        Combinators.combine(
                Arbitraries.frequency(
                    Tuple.of(8, "ann"), Tuple.of(4, "bob"), Tuple.of(1, "cid"), Tuple.of(1, "dee")),
                Arbitraries.frequency(Tuple.of(8, "north"), Tuple.of(1, "south")),
                Arbitraries.frequency(Tuple.of(8, "prod"), Tuple.of(1, "staging")),
                Arbitraries.frequency(
                    Tuple.of(6, "student"), Tuple.of(2, "career_changer"), Tuple.of(1, "advisor")))
            .as(Shape.Who::new);
    Arbitrary<Shape.Where> where =
        Combinators.combine(
                Arbitraries.of(RecordPosition.KAFKA, "a.ndjson"),
                Arbitraries.of("t1", "t2"),
                Arbitraries.of(0, 1),
                Arbitraries.integers().between(0, 9))
            .as(Shape.Where::new);
    // A hundred ids: now and then two records of a user have one id without being copies.
    Arbitrary<String> ids =
        Arbitraries.integers()
            .between(0, 99)
            .map(n -> String.format("00000000-0000-4000-8000-0000%08x", n * 0x9E3779B1));
    return Combinators.combine(who, where, instants(), ids).as(Shape.Frame::new);
  }

  /** Which records come again: index, and milliseconds by which the copy's event time differs. */
  private static Arbitrary<List<Tuple2<Integer, Long>>> copies() {
    Arbitrary<Integer> indexes = Arbitraries.integers().between(0, MAX_DRAWN - 1);
    Arbitrary<Long> shifts = Arbitraries.of(0L, 0L, 1L, -1L, DAY, -DAY);
    return Combinators.combine(indexes, shifts).as(Tuple::of).list().ofMaxSize(MAX_COPIES);
  }

  private static History history(
      List<AnalyticsRecord> originals, List<Tuple2<Integer, Long>> copies) {
    List<AnalyticsRecord> records = new ArrayList<>();
    originals.forEach(original -> records.add(placed(original, records.size()).build()));
    for (Tuple2<Integer, Long> copy : originals.isEmpty() ? copies.subList(0, 0) : copies) {
      AnalyticsRecord original = records.get(copy.get1() % originals.size());
      records.add(
          placed(original, records.size())
              .eventTimeMillis(original.eventTimeMillis() + copy.get2())
              .build());
    }
    return new History(List.copyOf(records));
  }

  /** No two records lie at one position; which of two lies before the other is left to chance. */
  private static AnalyticsRecord.Builder placed(AnalyticsRecord record, int index) {
    RecordPosition drawn = record.position();
    return record.toBuilder()
        .position(
            new RecordPosition(
                drawn.source(),
                drawn.topic(),
                drawn.partition(),
                drawn.offset() % 10 * 100 + index));
  }
}
