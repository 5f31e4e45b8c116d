/** How what a run has computed becomes rows of tables, whatever carries them to a warehouse. */
package com.skillforge.analytics.io.rows;
