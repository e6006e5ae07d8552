package dev.flotilla.main.publish.content;

/**
 * One file of an artifact, with the very bytes that are checked and packed.
 *
 * @param path from the artifact's root on, with slashes
 */
@SuppressWarnings("ArrayRecordComponent") // Files are never compared.
public record PackedFile(String path, boolean isExecutable, byte[] content) {}
