package com.skillforge.analytics.model;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * That an alias leads to somebody else than before.
 *
 * @param before whom it resolved to; null for a new link
 * @param after whom it resolves to; null for a link that is gone
 */
public record LinkChange(Alias alias, @Nullable String before, @Nullable String after) {}
