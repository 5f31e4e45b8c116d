/** What erased persons have left in the input is dropped. */
package com.skillforge.analytics.transforms.erasure;
