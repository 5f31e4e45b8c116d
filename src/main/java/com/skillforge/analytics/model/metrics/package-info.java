/** What is measured of runs: one declaration of all series, and how workers count. */
package com.skillforge.analytics.model.metrics;
