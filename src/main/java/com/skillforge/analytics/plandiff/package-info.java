/** What another tracking plan would make of records that have come. */
package com.skillforge.analytics.plandiff;
