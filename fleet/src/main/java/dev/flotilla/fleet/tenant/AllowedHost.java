package dev.flotilla.fleet.tenant;

import dev.flotilla.fleet.kubernetes.HostPort;

/**
 * A host that a tenant's Flux objects may name as an address, for example that of its chat: it, and
 * neither its subdomains nor another port.
 *
 * <p>Rejected: whatever is no lower-case host, with a port behind it if need be.
 *
 * @param value for example {@code hooks.chat.example} or {@code gitea.acme.example:3000}
 */
public record AllowedHost(String value) {
  public AllowedHost {
    if (!HostPort.isLowerCaseName(value)) {
      throw new IllegalArgumentException(
          "an allowed host must be lower-case, without scheme and path, such as 'hooks.chat.example' or 'gitea.acme.example:3000', got '"
              + value
              + "'");
    }
  }
}
