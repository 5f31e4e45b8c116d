/** What is deployed: the packaged jar, and the image that launches pipelines from it. */
package com.skillforge.analytics.cli.deploy;
