/** What those ask who answer for personal data: where raw PII lies, and what erasures removed. */
package com.skillforge.analytics.privacy;
