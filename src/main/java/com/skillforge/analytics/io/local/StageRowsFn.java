package com.skillforge.analytics.io.local;

import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.DuplicateRecord;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.LinkBlock;
import com.skillforge.analytics.model.RecordPosition;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/**
 * Writes the rows of each bundle to files of their own and emits the files' names. A bundle that is
 * tried again leaves files behind that nobody names; they go with the staging directory.
 */
abstract class StageRowsFn<T> extends DoFn<T, Staged> {
  private static final long serialVersionUID = 1L;

  private final StagingArea area;
  private transient BundleFiles files;

  StageRowsFn(StagingArea area) {
    this.area = area;
  }

  /** Adds the rows of an element to the bundle's files. */
  abstract void write(T element, BundleFiles files) throws IOException;

  @StartBundle
  public void startBundle() {
    files = new BundleFiles(area.directory());
  }

  @ProcessElement
  public void process(@Element T element) throws IOException {
    write(element, files);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws IOException {
    for (Staged.Rows rows : files.finish()) {
      context.output(rows, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
    }
  }

  /** Stages rejected records. */
  static final class DeadLetters extends StageRowsFn<DeadLetter> {
    private static final long serialVersionUID = 1L;

    DeadLetters(StagingArea area) {
      super(area);
    }

    @Override
    void write(DeadLetter letter, BundleFiles files) throws IOException {
      CsvWriter row = files.rowOf(StagedTable.DEAD_LETTERS.name());
      row.text(letter.environment()).text(letter.stage());
      row.text(Json.texts(letter.codes())).text(Json.texts(letter.paths()));
      row.text(letter.message()).text(letter.payload());
      RecordRows.position(letter.position(), letter.recordTimestampMillis(), row);
      row.endRow();
    }
  }

  /** Stages notes of dropped copies. */
  static final class Duplicates extends StageRowsFn<DuplicateRecord> {
    private static final long serialVersionUID = 1L;

    Duplicates(StagingArea area) {
      super(area);
    }

    @Override
    void write(DuplicateRecord duplicate, BundleFiles files) throws IOException {
      CsvWriter row = files.rowOf(StagedTable.DUPLICATE_RECORDS.name());
      row.text(duplicate.environment()).text(duplicate.tenantId());
      row.text(duplicate.recordType()).text(duplicate.recordId());
      row.timestamp(duplicate.eventTimeMillis());
      RecordRows.position(duplicate.position(), duplicate.recordTimestampMillis(), row);
      RecordPosition kept = duplicate.kept();
      row.text(kept.source()).text(kept.topic());
      row.integer((long) kept.partition()).integer(kept.offset());
      row.text(DuplicateMerges.WITHIN_RUN);
      row.endRow();
    }
  }

  /** Stages rows of the KPI mart. */
  static final class KpiValues extends StageRowsFn<KpiValue> {
    private static final long serialVersionUID = 1L;

    KpiValues(StagingArea area) {
      super(area);
    }

    @Override
    void write(KpiValue value, BundleFiles files) throws IOException {
      CsvWriter row = files.rowOf(StagedTable.KPI_VALUES.name());
      row.text(value.key().kpi()).integer((long) value.key().definitionVersion());
      row.text(value.key().environment()).text(value.key().tenantId());
      row.text(value.key().persona());
      row.text(value.key().dimension()).text(value.key().dimensionValue());
      row.text(value.key().period().grain().label());
      row.timestamp(value.key().period().startMillis());
      row.timestamp(value.key().period().endMillis());
      row.timestamp(value.asOfMillis());
      row.number(value.numerator()).number(value.denominator()).number(value.value());
      row.integer(value.pending()).integer(value.excludedOptOut());
      row.integer(value.excludedUnresolved());
      row.text(Json.figures(value.measures())).flag(value.isFinal()).integer(value.paneIndex());
      row.endRow();
    }
  }

  /** Stages identity links. */
  static final class Links extends StageRowsFn<LinkBlock> {
    private static final long serialVersionUID = 1L;

    Links(StagingArea area) {
      super(area);
    }

    @Override
    void write(LinkBlock block, BundleFiles files) throws IOException {
      for (IdentityLink link : block.links()) {
        CsvWriter row = files.rowOf(StagedTable.LINKS.name());
        row.text(link.alias().tenantId()).text(link.alias().type().label());
        row.text(link.alias().value());
        row.text(link.canonicalUserId()).text(link.resolvedUserId());
        row.timestamp(link.linkedAtMillis());
        row.endRow();
      }
    }
  }
}
