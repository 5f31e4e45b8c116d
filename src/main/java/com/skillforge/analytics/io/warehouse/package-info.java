/**
 * What every warehouse does with a run, whatever it is reached by: the ledger, the merging
 * statements, the commit, migrations.
 */
package com.skillforge.analytics.io.warehouse;
