/** A Flink cluster of several processes on this machine, for trying out what will run on one. */
package com.skillforge.analytics.cluster;
