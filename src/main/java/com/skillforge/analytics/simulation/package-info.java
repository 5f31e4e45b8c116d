/**
 * A simulated semester: what a few institutions would send in one spring term, with every fault
 * that a real platform produces and the exact numbers that a correct run must report for it.
 */
package com.skillforge.analytics.simulation;
