/**
 * Not API: what is wrong with the content of components and tenants, for each cluster that consumes
 * it, before it is published.
 *
 * <p>The rules are in a program of their own, {@code checker/}, because the libraries of which Flux
 * and API servers are made are in Go. Start at {@link dev.flotilla.main.check.ContentCheck}.
 *
 * @see <a href="https://pkg.go.dev/github.com/fluxcd/pkg/kustomize">how Flux builds</a>
 */
@NullMarked
package dev.flotilla.main.check;

import org.jspecify.annotations.NullMarked;
