package dev.longshore.gateway.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says how to make a token. */
class NoTokensAnalyzer extends AbstractFailureAnalyzer<NoTokensException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoTokensException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                """
                        Make a token, keep it secret, and start the gateway with it:
                          export LONGSHORE_GATEWAY_TOKENS_ME=$(openssl rand -hex 32)
                        or name a file of them (longshore.gateway.token-file), or an OpenID provider
                        (spring.security.oauth2.resourceserver.jwt.issuer-uri). See docs/gateway.md.""",
                cause);
    }
}
