package dev.longshore.gateway.security;

/** Nobody could call: neither a token nor an OpenID provider is configured. */
final class NoTokensException extends RuntimeException {
    NoTokensException() {
        super("Nobody may call this gateway: there is neither a token nor an OpenID provider.");
    }
}
