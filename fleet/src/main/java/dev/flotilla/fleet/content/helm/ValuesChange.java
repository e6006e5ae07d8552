package dev.flotilla.fleet.content.helm;

/**
 * A change to the values of a release in one environment.
 *
 * @param environment the name of the environment
 * @param adds whether it adds keys that the shared values lack, or else replaces those they have
 */
record ValuesChange(String environment, boolean adds, Values values) {}
