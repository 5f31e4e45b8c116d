/** Runs that are tried on a copy of a warehouse, and what they would change. */
package com.skillforge.analytics.trial;
