/** What the demonstration shows of its runs, and what it expects of them. */
package com.skillforge.analytics.demo;
