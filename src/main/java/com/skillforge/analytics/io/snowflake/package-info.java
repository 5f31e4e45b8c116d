/**
 * Snowflake: rows come in through SnowflakeIO, statements go over JDBC. Secrets are read where they
 * are used and never travel with a job.
 */
package com.skillforge.analytics.io.snowflake;
