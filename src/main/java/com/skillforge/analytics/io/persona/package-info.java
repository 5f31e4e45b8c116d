/** The personas of users as SkillForge's Redis has them. */
package com.skillforge.analytics.io.persona;
