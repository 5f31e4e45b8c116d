package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.files.TermsFile;
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
   * Reads them.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when those that are stored cannot be
   *     read
   */
  static KnownTerms of(Launch launch, Warehouses warehouses) {
    List<Term> given = given(launch.options());
    boolean stored =
        launch.options().getTerms() == null
            && launch.job().usesTerms()
            && launch.request().history().isPresent();
    return new KnownTerms(given, stored ? warehouses.storedTerms() : given);
  }

  private static List<Term> given(JobOptions options) {
    return options.getTerms() == null ? List.of() : TermsFile.read(options.getTerms());
  }
}
