/**
 * Not API: the command that publishes the fleet artifact, or components and tenants.
 *
 * <p>It decides what is published for which fleet, and leaves to others how. Start at {@link
 * dev.flotilla.main.command.publish.PublishCommand}.
 */
@NullMarked
package dev.flotilla.main.command.publish;

import org.jspecify.annotations.NullMarked;
