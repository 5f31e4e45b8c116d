package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.Erasure;
import com.skillforge.analytics.io.ErasureRequest;
import com.skillforge.analytics.io.LinkStore;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.PrivacyTables;
import com.skillforge.analytics.sql.RawTable;
import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How persons are erased from a warehouse, and from where their identity links stand beside it. The
 * steps, each of which may be done again:
 *
 * <ol>
 *   <li>their names go on the suppression list: nothing of theirs is stored from then on;
 *   <li>their links go from the other store;
 *   <li>everything that has one of the names goes from the warehouse, in the transaction in which
 *       the run succeeds.
 * </ol>
 */
final class ErasureCommit implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SALT_BYTES = 16;

  /** Clocks of those who read the suppression list and of those who write it may differ by this. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  /** The table of links in another store, as receipts call it. */
  private static final String LINKS = "identity_links";

  private final TrackingPlan plan;
  private final RunInfo run;
  private final @Nullable LinkStore links;

  ErasureCommit(TrackingPlan plan, RunInfo run, @Nullable LinkStore links) {
    this.plan = plan;
    this.run = run;
    this.links = links;
  }

  /** The raw table of requests for erasure. */
  static RawTable requests(TrackingPlan plan) {
    return RawTable.of(plan.recordType(Erasure.RECORD_TYPE).orElseThrow(), plan);
  }

  /** How requests are staged. */
  StagedTable staged() {
    return StagedTable.of(requests(plan));
  }

  /** Asks whether somebody was erased since an instant, or shortly before it. */
  static String haveBeenErasedSince(MergeSql sql, Instant instant) {
    return "SELECT EXISTS (SELECT 1 FROM "
        + sql.name(PrivacyTables.SUPPRESSION_LIST)
        + " AS listed WHERE listed.written_at >= "
        + sql.dialect().timestamp(instant.minus(CLOCKS).toEpochMilli())
        + ")";
  }

  /**
   * The statements of the first step.
   *
   * @param staged a query of the staged requests
   */
  List<String> announce(MergeSql sql, String staged, Stamp stamp) {
    ErasureMerges merges = new ErasureMerges(sql, plan);
    List<String> statements = new ArrayList<>(merges.name(staged));
    statements.add(merges.suppress(newSalt(), stamp));
    statements.add(merges.forget());
    return statements;
  }

  private static String newSalt() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  /** The requests, with the user ids that the warehouse knows these persons by. */
  List<ErasureRequest> requests(MergeSql sql, Transaction transaction, String staged) {
    Map<List<String>, Set<String>> users = new LinkedHashMap<>();
    for (String query : new ErasureMerges(sql, plan).users(staged)) {
      for (List<String> row : transaction.query(query, ErasureCommit::texts)) {
        users.computeIfAbsent(row.subList(0, 2), request -> new TreeSet<>()).add(row.get(2));
      }
    }
    return users.entrySet().stream()
        .map(of -> new ErasureRequest(of.getKey().get(0), of.getKey().get(1), of.getValue()))
        .toList();
  }

  private static List<String> texts(RowValues row) {
    return List.of(
        Objects.requireNonNull(row.text(0)),
        Objects.requireNonNull(row.text(1)),
        Objects.requireNonNull(row.text(2)));
  }

  /** The second step. */
  void eraseLinks(Warehouse warehouse, List<ErasureRequest> requests) {
    if (links == null || requests.isEmpty()) {
      return;
    }
    links.erase(
        requests,
        removed ->
            warehouse.transaction(
                transaction -> {
                  Stamp stamp = new Stamp(run, Instant.now());
                  ErasureMerges merges =
                      new ErasureMerges(new MergeSql(warehouse.dialect(), false), plan);
                  removed.forEach(
                      (request, rows) ->
                          transaction.execute(
                              merges.receipt(request, links.name(), LINKS, rows, stamp)));
                  return stamp;
                }));
  }

  /**
   * The statements of the third step, also for those who were erased before and are there again.
   *
   * @param staged a query of the staged requests; empty without any
   * @param store the name of the warehouse in receipts
   */
  List<String> erase(MergeSql sql, Optional<String> staged, String store, Stamp stamp) {
    ErasureMerges merges = new ErasureMerges(sql, plan);
    List<String> statements = new ArrayList<>();
    statements.addAll(staged.map(merges::name).orElseGet(() -> List.of(merges.forget())));
    statements.addAll(merges.nameSuppressed());
    statements.addAll(merges.receipts(store, stamp));
    statements.addAll(merges.remove(newSalt(), stamp));
    return statements;
  }
}
