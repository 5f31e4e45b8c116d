/** What people ask about KPIs: rows, restatements, and the records behind a number. */
package com.skillforge.analytics.answers;
