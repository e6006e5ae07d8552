/** This repository's own fleet, the d2 reference architecture's, as data. */
@NullMarked
package dev.flotilla.d2;

import org.jspecify.annotations.NullMarked;
