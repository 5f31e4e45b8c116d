package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.DuplicateRecord;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What batch runs must leave in the tables, computed row by row without SQL. Records are sessions
 * of users who have not opted out; one topic and one partition stand for all positions, so that the
 * offset is a row's identity.
 */
final class ExpectedTables {
  private record Session(
      String id, String user, String canonical, long time, long offset, String run) {
    static final Comparator<Session> ORDER =
        Comparator.comparingLong(Session::time).thenComparingLong(Session::offset);

    Session of(String person) {
      return new Session(id, user, person, time, offset, run);
    }

    boolean isSame(Session other) {
      return id.equals(other.id) && canonical.equals(other.canonical);
    }
  }

  private record Letter(String payload, String run) {}

  private record Note(long kept, String stage, String run) {}

  private record Figure(long week, long asOf, List<?> figures, long pane, String run) {}

  private record Link(String canonical, String resolved, String run) {}

  private record Change(String alias, String before, String after, String run) {}

  private final List<Session> sessions = new ArrayList<>();
  private final Map<Long, Letter> letters = new HashMap<>();
  private final Map<Long, Note> notes = new HashMap<>();
  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, Link> links = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final Map<String, String> terms = new HashMap<>();

  /** A run commits. */
  void commit(String run, SinkFixture.Output output) {
    output.links().ifPresent(used -> follow(run, used));
    noteWithin(run, output.duplicates());
    store(
        output.records().stream()
            .map(
                record ->
                    new Session(
                        record.recordId(),
                        String.valueOf(record.canonicalUserId()),
                        String.valueOf(record.canonicalUserId()),
                        record.eventTimeMillis(),
                        record.position().offset(),
                        run))
            .toList());
    reject(run, output.letters());
    output.values().forEach(value -> publish(run, value));
    if (!output.terms().isEmpty()) {
      Map<String, String> before = new HashMap<>(terms);
      terms.clear();
      for (Term term : output.terms()) {
        terms.put(term.termId(), before.getOrDefault(term.termId(), run));
      }
    }
  }

  private void follow(String run, List<IdentityLink> used) {
    Map<String, Link> after = new HashMap<>();
    for (IdentityLink link : used) {
      String alias = link.alias().value();
      Link before = links.get(alias);
      boolean stays =
          before != null
              && before.canonical().equals(link.canonicalUserId())
              && before.resolved().equals(link.resolvedUserId());
      after.put(
          alias, stays ? before : new Link(link.canonicalUserId(), link.resolvedUserId(), run));
    }
    Set<String> aliases = new HashSet<>(links.keySet());
    aliases.addAll(after.keySet());
    Set<String> changed = new HashSet<>();
    for (String alias : aliases) {
      String was = links.containsKey(alias) ? links.get(alias).resolved() : null;
      String is = after.containsKey(alias) ? after.get(alias).resolved() : null;
      if (!Objects.equals(was, is)) {
        changed.add(alias);
        changes.add(new Change(alias, was, is, run));
      }
    }
    links.clear();
    links.putAll(after);
    sessions.replaceAll(
        stored ->
            changed.contains(stored.user()) || changed.contains(stored.canonical())
                ? stored.of(
                    links.containsKey(stored.user())
                        ? links.get(stored.user()).resolved()
                        : stored.user())
                : stored);
    dropCopies();
  }

  /** Of sessions that have become one, the earliest stays. */
  private void dropCopies() {
    List<Session> all = new ArrayList<>(sessions);
    sessions.removeIf(
        stored ->
            all.stream()
                .anyMatch(
                    other -> other.isSame(stored) && Session.ORDER.compare(other, stored) < 0));
  }

  private void noteWithin(String run, List<DuplicateRecord> duplicates) {
    Set<Long> again = new HashSet<>();
    for (DuplicateRecord duplicate : duplicates) {
      again.add(duplicate.position().offset());
      notes.putIfAbsent(
          duplicate.position().offset(), new Note(duplicate.kept().offset(), "deduplicate", run));
    }
    notes
        .entrySet()
        .removeIf(
            note ->
                note.getValue().stage().equals("deduplicate")
                    && note.getValue().run().equals(run)
                    && !again.contains(note.getKey()));
  }

  private void store(List<Session> staged) {
    if (!changes.isEmpty()) {
      for (Session read : staged) {
        sessions.replaceAll(
            stored ->
                stored.offset() == read.offset() && stored.id().equals(read.id())
                    ? stored.of(read.canonical())
                    : stored);
      }
      dropCopies();
    }
    List<Session> before = List.copyOf(sessions);
    for (Session read : staged) {
      Session stored = before.stream().filter(read::isSame).findFirst().orElse(null);
      if (stored == null) {
        sessions.add(read);
      } else if (stored.offset() != read.offset()) {
        boolean replaces = Session.ORDER.compare(read, stored) < 0;
        Session dropped = replaces ? stored : read;
        Session kept = replaces ? read : stored;
        notes.putIfAbsent(dropped.offset(), new Note(kept.offset(), "store", read.run()));
        if (replaces) {
          sessions.set(sessions.indexOf(stored), read);
        }
      }
    }
  }

  private void reject(String run, List<DeadLetter> rejected) {
    Set<Long> again = new HashSet<>();
    for (DeadLetter letter : rejected) {
      long offset = letter.position().offset();
      again.add(offset);
      Letter stored = letters.get(offset);
      if (stored == null || stored.run().equals(run)) {
        letters.put(offset, new Letter(String.valueOf(letter.payload()), run));
      }
    }
    letters
        .entrySet()
        .removeIf(
            letter -> letter.getValue().run().equals(run) && !again.contains(letter.getKey()));
  }

  private void publish(String run, KpiValue value) {
    long week = value.key().period().startMillis();
    List<?> computed =
        List.of(
            String.valueOf(value.value()),
            value.measures(),
            String.valueOf(value.historyFromMillis()));
    Figure newest =
        figures.stream()
            .filter(figure -> figure.week() == week && figure.asOf() == value.asOfMillis())
            .max(Comparator.comparingLong(Figure::pane))
            .orElse(null);
    if (newest == null || !newest.figures().equals(computed)) {
      long pane = newest == null ? 0 : newest.pane() + 1;
      figures.add(new Figure(week, value.asOfMillis(), computed, pane, run));
    }
  }

  /** Queries, each with the rows that it must have, in any order. */
  Map<String, List<String>> rows() {
    return Map.of(
        "SELECT event_id, user_id, canonical_user_id, epoch_ms(event_timestamp), record_offset,"
            + " run_id FROM user_sessions",
        lines(
            sessions.stream(),
            s -> List.of(s.id(), s.user(), s.canonical(), s.time(), s.offset(), s.run())),
        "SELECT record_offset, payload, run_id FROM dead_letters",
        lines(
            letters.entrySet().stream(),
            l -> List.of(l.getKey(), l.getValue().payload(), l.getValue().run())),
        "SELECT record_offset, kept_offset, stage, run_id FROM duplicate_records",
        lines(
            notes.entrySet().stream(),
            n ->
                List.of(n.getKey(), n.getValue().kept(), n.getValue().stage(), n.getValue().run())),
        "SELECT epoch_ms(period_start), epoch_ms(as_of), value, pane_index, run_id FROM kpi_values",
        lines(
            figures.stream(),
            f -> List.of(f.week(), f.asOf(), f.figures().get(0), f.pane(), f.run())),
        "SELECT alias, canonical_user_id, resolved_user_id, run_id FROM identity.links",
        lines(
            links.entrySet().stream(),
            l ->
                List.of(
                    l.getKey(),
                    l.getValue().canonical(),
                    l.getValue().resolved(),
                    l.getValue().run())),
        "SELECT alias, coalesce(resolved_before, 'null'), coalesce(resolved_after, 'null'), run_id"
            + " FROM identity.link_changes",
        lines(changes.stream(), c -> List.of(c.alias(), "" + c.before(), "" + c.after(), c.run())),
        "SELECT term_id, run_id FROM dimensions.terms",
        lines(terms.entrySet().stream(), t -> List.of(t.getKey(), t.getValue())));
  }

  private static <T> List<String> lines(Stream<T> rows, Function<T, List<?>> columns) {
    return rows.map(
            row -> String.join("|", columns.apply(row).stream().map(String::valueOf).toList()))
        .toList();
  }
}
