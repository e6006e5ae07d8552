/** Reviews that are approved, and what is then done by them. */
@NullMarked
package dev.flotilla.tests.review;

import org.jspecify.annotations.NullMarked;
