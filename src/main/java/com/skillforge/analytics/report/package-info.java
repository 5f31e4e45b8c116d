/** The weekly review as one page: what warehouses answer, what it means, and how it is drawn. */
package com.skillforge.analytics.report;
