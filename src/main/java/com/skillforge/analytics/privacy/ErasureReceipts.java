package com.skillforge.analytics.privacy;

import com.skillforge.analytics.answers.query.ListedRows;
import com.skillforge.analytics.answers.query.Rows;
import com.skillforge.analytics.answers.query.Value;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.model.AliasType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.PrivacyTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What was removed of persons who asked for it, as an officer answers for it: what warehouses have
 * noted, by request, store and table.
 */
public final class ErasureReceipts {
  private static final List<Rows.Column> COLUMNS =
      List.of(
          Rows.Column.of("warehouse"),
          Rows.Column.of("tenant_id"),
          Rows.Column.of("request_id"),
          Rows.Column.of("store"),
          Rows.Column.of("table"),
          Rows.Column.ofNumbers("rows_removed"),
          Rows.Column.of("removed_at"),
          Rows.Column.of("run_id"));

  private final Question question;
  private final List<Receipt> receipts = new ArrayList<>();

  /**
   * Which receipts are asked for; what is empty leaves nothing out.
   *
   * @param user who was erased; with an institution
   */
  public record Question(
      Optional<String> tenant, Optional<String> request, Optional<String> user) {}

  /**
   * One receipt.
   *
   * @param warehouse the warehouse that keeps it
   * @param store where the rows were
   */
  record Receipt(
      String warehouse,
      String tenantId,
      String requestId,
      String store,
      String table,
      long rows,
      Instant removedAt,
      String runId) {}

  public ErasureReceipts(Question question) {
    this.question = question;
  }

  /**
   * Reads those of a warehouse.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when it cannot be read
   */
  public void add(QueryableWarehouse warehouse) {
    Dialect dialect = warehouse.dialect();
    List<String> conditions = new ArrayList<>();
    question.tenant().ifPresent(it -> conditions.add("r.tenant_id = " + dialect.literal(it)));
    question.request().ifPresent(it -> conditions.add("r.request_id = " + dialect.literal(it)));
    question.user().ifPresent(it -> conditions.add(isOf(dialect, it)));
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    receipts.addAll(
        warehouse.query(
            "SELECT r.tenant_id, r.request_id, r.store, r.table_name, r.rows_removed, "
                + dialect.epochMillis("r.written_at")
                + ", r.run_id FROM "
                + dialect.name(PrivacyTables.ERASURE_RECEIPTS.name())
                + " AS r"
                + where
                + " ORDER BY r.written_at, r.tenant_id, r.request_id, r.store, r.table_name",
            row -> receipt(warehouse.name(), row)));
  }

  /**
   * Receipts name no person: the suppression list says which request a salted hash goes back to.
   */
  private static String isOf(Dialect dialect, String user) {
    String type = AliasType.USER_ID.label();
    return "EXISTS (SELECT 1 FROM "
        + dialect.name(PrivacyTables.SUPPRESSION_LIST.name())
        + " AS listed WHERE listed.tenant_id = r.tenant_id AND listed.request_id = r.request_id"
        + " AND listed.alias_hash = "
        + dialect.sha256("listed.salt || " + dialect.literal(":" + type + ":" + user))
        + ")";
  }

  private static Receipt receipt(String warehouse, RowValues row) {
    return new Receipt(
        warehouse,
        text(row, 0),
        text(row, 1),
        text(row, 2),
        text(row, 3),
        Objects.requireNonNull(row.integer(4)),
        Instant.ofEpochMilli(Objects.requireNonNull(row.integer(5))),
        text(row, 6));
  }

  private static String text(RowValues row, int column) {
    return Objects.requireNonNull(row.text(column));
  }

  /** All that were read. */
  public Rows rows() {
    return new ListedRows(
        COLUMNS,
        receipts.stream()
            .map(
                receipt ->
                    List.of(
                        Value.text(receipt.warehouse()),
                        Value.text(receipt.tenantId()),
                        Value.text(receipt.requestId()),
                        Value.text(receipt.store()),
                        Value.text(receipt.table()),
                        Value.whole(receipt.rows()),
                        Value.moment(receipt.removedAt().toEpochMilli()),
                        Value.text(receipt.runId())))
            .toList());
  }

  /** Their sum, in a sentence. */
  public String total() {
    if (receipts.isEmpty()) {
      return "There is no receipt"
          + question.user().map(user -> " for user " + user).orElse("")
          + question.request().map(request -> " of request " + request).orElse("")
          + ": nobody was erased, or under another name.";
    }
    TreeSet<String> requests = new TreeSet<>();
    TreeSet<String> stores = new TreeSet<>();
    receipts.forEach(
        receipt -> {
          requests.add(receipt.tenantId() + "\n" + receipt.requestId());
          stores.add(receipt.store());
        });
    return "%,d rows removed for %,d %s from %s."
        .formatted(
            receipts.stream().mapToLong(Receipt::rows).sum(),
            requests.size(),
            requests.size() == 1 ? "request" : "requests",
            String.join(", ", stores));
  }
}
