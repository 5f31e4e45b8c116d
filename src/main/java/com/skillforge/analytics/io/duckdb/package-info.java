/** The local warehouse: one DuckDB file that is opened for the moment of each commit only. */
package com.skillforge.analytics.io.duckdb;
