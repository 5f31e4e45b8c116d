package com.skillforge.analytics.io;

import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.DuplicateRecord;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.LetterRepair;
import com.skillforge.analytics.model.LinkBlock;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import java.util.Optional;
import org.apache.beam.sdk.values.PCollection;

/**
 * All that one pipeline puts into a warehouse.
 *
 * @param records accepted records for the raw tables
 * @param deadLetters rejected records
 * @param duplicates records that were dropped as copies of others
 * @param kpiValues rows for the KPI mart
 * @param links the identity links that were used: in batch all there are; empty without identity
 * @param kept what single subjects contribute to the KPI rows, to be kept for the next run
 * @param counts partial counts that add up to the run's
 * @param erasure whom to erase
 * @param enforcesOptOuts whether stored records are to be made to agree with the opt-outs that are
 *     known by now
 * @param deletesTooOld whether what is kept no longer is to be deleted instead
 * @param repairs which dead letters have been repaired
 */
public record WarehouseRows(
    Optional<PCollection<RecordBlock>> records,
    PCollection<DeadLetter> deadLetters,
    Optional<PCollection<DuplicateRecord>> duplicates,
    Optional<PCollection<KpiValue>> kpiValues,
    Optional<PCollection<LinkBlock>> links,
    Optional<KeptOutput> kept,
    PCollection<RunCounts> counts,
    Optional<Erasure> erasure,
    boolean enforcesOptOuts,
    boolean deletesTooOld,
    Optional<PCollection<LetterRepair>> repairs) {

  /** Nothing: what is kept no longer is to be deleted. */
  public static WarehouseRows deletingTooOld(
      PCollection<DeadLetter> none, PCollection<RunCounts> noCounts) {
    return new WarehouseRows(
        Optional.empty(),
        none,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        noCounts,
        Optional.empty(),
        false,
        true,
        Optional.empty());
  }

  /** The same where nothing is deleted for its age. */
  public WarehouseRows(
      Optional<PCollection<RecordBlock>> records,
      PCollection<DeadLetter> deadLetters,
      Optional<PCollection<DuplicateRecord>> duplicates,
      Optional<PCollection<KpiValue>> kpiValues,
      Optional<PCollection<LinkBlock>> links,
      Optional<KeptOutput> kept,
      PCollection<RunCounts> counts,
      Optional<Erasure> erasure,
      boolean enforcesOptOuts) {
    this(
        records,
        deadLetters,
        duplicates,
        kpiValues,
        links,
        kept,
        counts,
        erasure,
        enforcesOptOuts,
        false,
        Optional.empty());
  }

  /** The same where nobody is erased. */
  public WarehouseRows(
      Optional<PCollection<RecordBlock>> records,
      PCollection<DeadLetter> deadLetters,
      Optional<PCollection<DuplicateRecord>> duplicates,
      Optional<PCollection<KpiValue>> kpiValues,
      Optional<PCollection<LinkBlock>> links,
      Optional<KeptOutput> kept,
      PCollection<RunCounts> counts) {
    this(records, deadLetters, duplicates, kpiValues, links, kept, counts, Optional.empty(), false);
  }

  /** The same where nothing is kept for the next run. */
  public WarehouseRows(
      Optional<PCollection<RecordBlock>> records,
      PCollection<DeadLetter> deadLetters,
      Optional<PCollection<DuplicateRecord>> duplicates,
      Optional<PCollection<KpiValue>> kpiValues,
      Optional<PCollection<LinkBlock>> links,
      PCollection<RunCounts> counts) {
    this(records, deadLetters, duplicates, kpiValues, links, Optional.empty(), counts);
  }

  /** The same rows of a run that makes stored records agree with opt-outs. */
  public WarehouseRows enforcingOptOuts() {
    return new WarehouseRows(
        records, deadLetters, duplicates, kpiValues, links, kept, counts, erasure, true);
  }

  /**
   * The same rows of a run over dead letters. Those that are still rejected stay as they are.
   *
   * @param noLetters none
   * @param repaired those that are not
   */
  public WarehouseRows repairing(
      PCollection<DeadLetter> noLetters, PCollection<LetterRepair> repaired) {
    return new WarehouseRows(
        records,
        noLetters,
        duplicates,
        kpiValues,
        links,
        kept,
        counts,
        erasure,
        enforcesOptOuts,
        deletesTooOld,
        Optional.of(repaired));
  }
}
