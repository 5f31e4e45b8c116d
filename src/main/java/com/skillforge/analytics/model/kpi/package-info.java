/**
 * What each KPI declares: its version and its figures, of which the columns of its view are made.
 */
package com.skillforge.analytics.model.kpi;
