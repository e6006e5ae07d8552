/**
 * Not API: the fleet as its artifact describes it, for whoever has none of its sources.
 *
 * <p>It is read and verified here; what it says is a value of the module fleet. Start at {@link
 * dev.flotilla.main.descriptor.DescriptorReader}.
 */
@NullMarked
package dev.flotilla.main.descriptor;

import org.jspecify.annotations.NullMarked;
