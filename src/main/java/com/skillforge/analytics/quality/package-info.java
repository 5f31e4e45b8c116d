/** What is usual, and whether today is: functions of figures, without a clock or a warehouse. */
package com.skillforge.analytics.quality;
