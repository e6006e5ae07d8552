/**
 * Not API: JSON that other programs have written, read with one failure for whatever is malformed.
 *
 * <p>Nothing here knows what the JSON is for. Start at {@link dev.flotilla.main.json.ForeignJson}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
@NullMarked
package dev.flotilla.main.json;

import org.jspecify.annotations.NullMarked;
