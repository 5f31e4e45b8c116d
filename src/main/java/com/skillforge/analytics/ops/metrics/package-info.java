/** Ways out of a process for what is measured of its runs. None of them can stop or slow one. */
package com.skillforge.analytics.ops.metrics;
