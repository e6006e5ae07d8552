package dev.flotilla.fleet.content.helm;

/**
 * What an environment has of its own in the values of a release.
 *
 * @param environment the name of the environment
 * @param adds whether it adds what the shared values do not have, else replaces what they have
 */
record ValuesChange(String environment, boolean adds, Values values) {}
