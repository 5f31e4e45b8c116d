/** Who sent a record: its canonical user, by identity links. */
package com.skillforge.analytics.transforms.identity;
