/**
 * JSON that other programs have written, read with one failure for whatever is malformed.
 *
 * <p>Start at {@link dev.flotilla.main.json.ForeignJson}. Nothing here knows what the JSON is for.
 */
@NullMarked
package dev.flotilla.main.json;

import org.jspecify.annotations.NullMarked;
