/** The User Service's table of identity links, in PostgreSQL or as a CSV file. */
package com.skillforge.analytics.io.identity;
