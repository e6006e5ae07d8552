/**
 * Not API: the bill of materials of what a component or tenant puts on clusters.
 *
 * <p>Start at {@link dev.flotilla.main.publish.sbom.BillOfMaterials}.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX</a>
 */
@NullMarked
package dev.flotilla.main.publish.sbom;

import org.jspecify.annotations.NullMarked;
