package dev.flotilla.fleet.credential;

/** A Secret that Flux reads Git repositories with. */
public sealed interface GitCredential extends Credential
    permits GitBasicCredential, GitSshCredential, GitHubAppCredential {}
