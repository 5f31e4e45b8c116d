/** Newline-delimited JSON files as a source, and how their lines find their topics. */
package com.skillforge.analytics.io.files;
