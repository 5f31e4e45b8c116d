/** Queries of the local warehouse that a person asks, and how their rows are printed. */
package com.skillforge.analytics.answers.query;
