/**
 * Production in fast motion: days of schedules over a broker that forgets, with the accidents that
 * happen there, and proof that nothing was lost.
 */
package com.skillforge.analytics.soak;
