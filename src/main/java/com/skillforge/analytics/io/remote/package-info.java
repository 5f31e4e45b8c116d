/** What warehouses that are reached over a network share: rows travel to them as documents. */
package com.skillforge.analytics.io.remote;
