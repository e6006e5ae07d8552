/**
 * The messages of the program, found in its sources and held to the rules for messages.
 *
 * <p>They are read, not produced: what leads to a message is tested beside its class. Start at
 * {@link dev.flotilla.main.message.MessagesTest}.
 */
package dev.flotilla.main.message;
