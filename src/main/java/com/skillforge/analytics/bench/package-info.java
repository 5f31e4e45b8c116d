/**
 * The benchmark: the pipelines against a hand-written consumer, on the same records, in processes
 * of their own, with an answer that is known before.
 */
package com.skillforge.analytics.bench;
