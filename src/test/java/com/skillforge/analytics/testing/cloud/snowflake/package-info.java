/**
 * Stands in for Snowflake at the wire: the driver's protocol and Snowpipe. What it receives is
 * executed on a real DuckDB, so that a test ends with SQL over what "Snowflake" holds.
 */
package com.skillforge.analytics.testing.cloud.snowflake;
