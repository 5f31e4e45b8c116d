/** When pipelines run: what their folders say of it, and the same on this machine. */
package com.skillforge.analytics.cli.schedule;
