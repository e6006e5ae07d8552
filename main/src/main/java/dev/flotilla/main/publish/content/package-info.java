/**
 * What an artifact is made of: its files, packed so that equal ones give equal bytes. Neither Git
 * nor a registry is known here.
 *
 * <p>Start at {@link dev.flotilla.main.publish.content.PackedFolder}.
 */
@NullMarked
package dev.flotilla.main.publish.content;

import org.jspecify.annotations.NullMarked;
