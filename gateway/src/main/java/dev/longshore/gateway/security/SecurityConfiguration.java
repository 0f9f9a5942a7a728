package dev.longshore.gateway.security;

import dev.longshore.gateway.properties.GatewayProperties;
import dev.longshore.gateway.web.Problems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Every call needs a bearer token, but those for health, the API's description and the console's files. No sessions, no cookies. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityConfiguration {
    private static final String[] OPEN = {
        "/", "/index.html", "/favicon.svg", "/console/*.js", "/console/*.css", "/v1/openapi.yaml", "/actuator/health",
        "/actuator/health/**", "/error"};
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    @Bean
    StaticTokens staticTokens(GatewayProperties properties) {
        return new StaticTokens(properties.tokens(), properties.tokenFile());
    }

    @Bean
    AuthenticationManager bearerTokens(StaticTokens tokens, ObjectProvider<JwtDecoder> decoders) {
        JwtDecoder decoder = decoders.getIfAvailable();
        if (decoder == null && tokens.isEmpty()) {
            throw new NoTokensException();
        }
        return new BearerTokens(tokens, decoder);
    }

    /** An upload's id may hold any visible character, and stands in the path. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        return firewall;
    }

    @Bean
    SecurityFilterChain gatewaySecurity(HttpSecurity http, AuthenticationManager manager, Problems problems) throws Exception {
        AuthenticationEntryPoint refusal = unauthorized(problems);
        return http.csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> {}))
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(_ -> manager).authenticationEntryPoint(refusal))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusal))
                .build();
    }

    /** The header WWW-Authenticate as RFC 6750 has it, and a problem document as everywhere else. */
    private static AuthenticationEntryPoint unauthorized(Problems problems) {
        BearerTokenAuthenticationEntryPoint header = new BearerTokenAuthenticationEntryPoint();
        return (request, response, failure) -> {
            header.commence(request, response, failure);
            HttpStatus status = response.getStatus() == HttpStatus.BAD_REQUEST.value() ? HttpStatus.BAD_REQUEST : HttpStatus.UNAUTHORIZED;
            problems.write(response, Problems.of(status, "A bearer token is needed that this gateway knows: Authorization: Bearer TOKEN"));
        };
    }
}
