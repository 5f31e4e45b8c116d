/** What is deployed: the folders of pipelines, the jar, the metadata of templates, schedules. */
package com.skillforge.analytics.deploy;
