/** What content is read from, and how it is written; nothing here is an API. */
@NullMarked
package dev.flotilla.fleet.content.internal;

import org.jspecify.annotations.NullMarked;
