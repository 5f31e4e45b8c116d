/** From bytes to valid records or dead letters. */
package com.skillforge.analytics.transforms.parsing;
