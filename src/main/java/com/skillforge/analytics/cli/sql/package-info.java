/** Queries on the local warehouse, and how their rows are printed. */
package com.skillforge.analytics.cli.sql;
