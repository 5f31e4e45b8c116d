/** Arguments of a process: parsing, help, exit codes, and failures that a person can mend. */
package com.skillforge.analytics.commandline;
