/** What runs read and write, told to collectors of lineage in the form of OpenLineage. */
package com.skillforge.analytics.pipelines.lineage;
