package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.files.TermsFile;
import com.skillforge.analytics.io.rows.StoredTerms;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.options.JobOptions;
import java.util.List;

/**
 * The academic terms of a run.
 *
 * @param given those of {@code --terms}; the warehouses then hold exactly these
 * @param known those by which it computes: without {@code --terms}, a run over the raw tables of a
 *     warehouse takes what an earlier run has put beside them
 */
record KnownTerms(List<Term> given, List<Term> known) {

  /**
   * Reads them; the warehouse that is read has been opened.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when those that are stored cannot be
   *     read
   */
  static KnownTerms of(Launch launch) {
    JobOptions options = launch.options();
    if (options.getTerms() != null) {
      List<Term> given = TermsFile.read(options.getTerms());
      return new KnownTerms(given, given);
    }
    List<Term> stored =
        launch
            .request()
            .history()
            .filter(kind -> launch.job().usesTerms())
            .map(kind -> StoredTerms.of(Warehouses.reader(kind, options)))
            .orElse(List.of());
    return new KnownTerms(List.of(), stored);
  }
}
