/**
 * The tracking plan as data: its model, the loader of {@code tracking-plan.yaml}, the comparison of
 * two plans and the event reference.
 */
package com.skillforge.analytics.plan;
