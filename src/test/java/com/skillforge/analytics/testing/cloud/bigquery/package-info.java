/** Stands in for BigQuery: REST, storage for its loads, and the Storage Write API, on a DuckDB. */
package com.skillforge.analytics.testing.cloud.bigquery;
