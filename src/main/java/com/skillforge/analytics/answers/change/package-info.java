/** How the difference of two figures splits into parts that add up to it exactly. */
package com.skillforge.analytics.answers.change;
