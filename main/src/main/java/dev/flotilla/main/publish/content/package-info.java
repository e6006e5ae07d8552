/**
 * Not API: what an artifact is made of: its files, packed so that equal ones give equal bytes.
 *
 * <p>Neither Git nor a registry is known here. Start at {@link
 * dev.flotilla.main.publish.content.PackedFolder}.
 *
 * @see <a href="https://fluxcd.io/flux/cheatsheets/oci-artifacts/">OCI artifacts of Flux</a>
 */
@NullMarked
package dev.flotilla.main.publish.content;

import org.jspecify.annotations.NullMarked;
