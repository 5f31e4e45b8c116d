/** Dead letters as warehouses hold them. */
package com.skillforge.analytics.io.letters;
