/** Secrets: their places travel with a job, they themselves are read where they are used. */
package com.skillforge.analytics.io.secrets;
