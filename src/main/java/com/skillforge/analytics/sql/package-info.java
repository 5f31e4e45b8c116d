/** The warehouse's tables and views as data, derived from the tracking plan, and their SQL. */
package com.skillforge.analytics.sql;
