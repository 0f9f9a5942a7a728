package dev.longshore.gateway.security;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/** A bearer token is one of the static ones, or else one of the OpenID provider's, if there is one. */
final class BearerTokens implements AuthenticationManager {
    private final StaticTokens tokens;
    private final @Nullable JwtAuthenticationProvider jwts;

    BearerTokens(StaticTokens tokens, @Nullable JwtDecoder decoder) {
        this.tokens = tokens;
        this.jwts = decoder == null ? null : new JwtAuthenticationProvider(decoder);
    }

    @Override
    public Authentication authenticate(Authentication authentication) throws AuthenticationException {
        String token = ((BearerTokenAuthenticationToken) authentication).getToken();
        Optional<String> name = tokens.nameOf(token);
        if (name.isPresent()) {
            return UsernamePasswordAuthenticationToken.authenticated(name.get(), null, List.of());
        }
        Authentication verified = jwts == null ? null : jwts.authenticate(authentication);
        if (verified == null) {
            throw new InvalidBearerTokenException("The token is not known here");
        }
        return verified;
    }
}
