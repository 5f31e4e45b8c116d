package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.DuplicateRecord;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.LetterRepair;
import com.skillforge.analytics.model.LinkBlock;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunCountsCoder;
import java.io.IOException;
import java.util.UUID;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;

/** The rows of the tables that do not depend on the tracking plan. */
public final class FixedRows {
  /** The stage of copies that came in one run. */
  public static final String WITHIN_RUN = "deduplicate";

  private FixedRows() {}

  /** Rejected records. */
  public static RowEncoder<DeadLetter> deadLetters() {
    return FixedRows::write;
  }

  /** Dead letters that have been repaired. */
  public static RowEncoder<LetterRepair> repairs() {
    return FixedRows::write;
  }

  /** Notes of dropped copies. */
  public static RowEncoder<DuplicateRecord> duplicates() {
    return FixedRows::write;
  }

  /** Rows of the KPI mart. */
  public static RowEncoder<KpiValue> kpiValues() {
    return FixedRows::write;
  }

  /** Identity links. */
  public static RowEncoder<LinkBlock> links() {
    return FixedRows::write;
  }

  /** Partial counts of a run. */
  public static RowEncoder<RunCounts> counts() {
    return FixedRows::write;
  }

  /** Counts as they stand in a row. */
  public static String packed(RunCounts counts) {
    try {
      return CoderUtils.encodeToBase64(RunCountsCoder.of(), counts);
    } catch (CoderException e) {
      throw new IllegalStateException("counts are packed in memory", e);
    }
  }

  /** Reads what {@link #packed} wrote. */
  public static RunCounts counts(String packed) {
    try {
      return CoderUtils.decodeFromBase64(RunCountsCoder.of(), packed);
    } catch (CoderException e) {
      throw new IllegalStateException("staged counts are not what was written", e);
    }
  }

  private static void write(RunCounts counts, RowTarget rows) throws IOException {
    RowWriter row = rows.rowOf(StagedTable.RUN_COUNTS);
    row.text(UUID.randomUUID().toString());
    row.text(packed(counts));
    row.endRow();
  }

  private static void write(DeadLetter letter, RowTarget rows) throws IOException {
    RowWriter row = rows.rowOf(StagedTable.DEAD_LETTERS);
    row.text(letter.environment()).text(letter.stage());
    row.texts(letter.codes()).texts(letter.paths());
    row.text(letter.message()).text(letter.payload());
    RecordRows.position(letter.position(), letter.recordTimestampMillis(), row);
    row.endRow();
  }

  private static void write(LetterRepair repair, RowTarget rows) throws IOException {
    RowWriter row = rows.rowOf(StagedTable.REPAIRS);
    RecordRows.position(repair.position(), repair.recordTimestampMillis(), row);
    row.text(repair.repair()).text(repair.original());
    row.endRow();
  }

  private static void write(DuplicateRecord duplicate, RowTarget rows) throws IOException {
    RowWriter row = rows.rowOf(StagedTable.DUPLICATE_RECORDS);
    row.text(duplicate.environment()).text(duplicate.tenantId());
    row.text(duplicate.recordType()).text(duplicate.recordId());
    row.timestamp(duplicate.eventTimeMillis());
    RecordRows.position(duplicate.position(), duplicate.recordTimestampMillis(), row);
    RecordPosition kept = duplicate.kept();
    row.text(kept.source()).text(kept.topic());
    row.integer((long) kept.partition()).integer(kept.offset());
    row.text(WITHIN_RUN);
    row.endRow();
  }

  private static void write(KpiValue value, RowTarget rows) throws IOException {
    RowWriter row = rows.rowOf(StagedTable.KPI_VALUES);
    row.text(value.key().kpi()).integer((long) value.key().definitionVersion());
    row.text(value.key().environment()).text(value.key().tenantId());
    row.text(value.key().persona());
    row.text(value.key().dimension()).text(value.key().dimensionValue());
    row.text(value.key().period().grain().label());
    row.timestamp(value.key().period().startMillis());
    row.timestamp(value.key().period().endMillis());
    row.timestamp(value.asOfMillis()).timestamp(value.historyFromMillis());
    row.number(value.numerator()).number(value.denominator()).number(value.value());
    row.integer(value.pending()).integer(value.excludedOptOut());
    row.integer(value.excludedUnresolved());
    row.json(JsonText.figures(value.measures())).flag(value.isFinal());
    row.integer(value.paneIndex());
    row.endRow();
  }

  private static void write(LinkBlock block, RowTarget rows) throws IOException {
    for (IdentityLink link : block.links()) {
      RowWriter row = rows.rowOf(StagedTable.LINKS);
      row.text(link.alias().tenantId()).text(link.alias().type().label());
      row.text(link.alias().value());
      row.text(link.canonicalUserId()).text(link.resolvedUserId());
      row.timestamp(link.linkedAtMillis());
      row.endRow();
    }
  }
}
