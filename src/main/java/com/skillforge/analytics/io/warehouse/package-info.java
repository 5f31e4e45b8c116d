/** What warehouses that are reached over a network share: staging, merging, the ledger. */
package com.skillforge.analytics.io.warehouse;
