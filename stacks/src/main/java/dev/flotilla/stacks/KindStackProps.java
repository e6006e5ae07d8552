package dev.flotilla.stacks;

/**
 * What {@link KindStack} takes.
 *
 * @param cluster the name of the kind cluster, and of the cluster of the fleet that it is
 */
public record KindStackProps(String cluster) {}
