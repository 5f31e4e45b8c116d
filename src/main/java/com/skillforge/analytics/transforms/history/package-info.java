/** What a user or session has done: ordered, without copies, opt-outs enforced. */
package com.skillforge.analytics.transforms.history;
