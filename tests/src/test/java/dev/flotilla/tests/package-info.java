/**
 * Tests of the built program from outside: they start {@code ./flotilla}, {@code sandbox} and
 * OpenTofu as a user would, and look at what those print, write and leave on a cluster.
 */
@NullMarked
package dev.flotilla.tests;

import org.jspecify.annotations.NullMarked;
