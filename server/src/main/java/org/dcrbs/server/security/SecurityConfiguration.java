package org.dcrbs.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.dcrbs.server.api.ErrorBody;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Two ways in. A request with a bearer token stands by itself: no session, and so nothing to forge. All others go by the
 * session that the sign-in page opens, and then anything that changes must carry the CSRF token.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String[] OPEN = {"/health", "/probe/*", SignInPage.PATH, "/style.css", "/favicon.svg"};

    @Bean
    @Order(1)
    SecurityFilterChain byToken(HttpSecurity http, TokenAuthentication authentication) {
        AuthenticationFilter bearer = new AuthenticationFilter(new ProviderManager(authentication), new BearerToken());
        bearer.setSuccessHandler((request, response, operator) -> {});
        bearer.setFailureHandler(SecurityConfiguration::refuse);
        return http.securityMatcher(BearerToken::isIn)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .addFilterBefore(bearer, AnonymousAuthenticationFilter.class)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(CsrfConfigurer::disable)
                .headers(SecurityConfiguration::headers)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain bySession(HttpSecurity http, TokenAuthentication authentication) {
        return http.authenticationProvider(authentication)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                .formLogin(form -> form.loginPage(SignInPage.PATH)
                        .passwordParameter("token")
                        .defaultSuccessUrl("/", true)
                        .failureHandler((request, response, e) -> response.sendRedirect(
                                SignInPage.PATH + (e instanceof TooManyWrongTokensException ? "?wait" : "?wrong"))))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl(SignInPage.PATH))
                .requestCache(RequestCacheConfigurer::disable)
                .csrf(csrf -> csrf.spa().csrfTokenRepository(csrfCookie()))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(SecurityConfiguration::ask)
                        .accessDeniedHandler((request, response, e) -> ErrorBody.send(
                                response, HttpStatus.FORBIDDEN, "the page has become old; load it again")))
                .headers(SecurityConfiguration::headers)
                .build();
    }

    /** Readable by the page's script, which sends it back in a header; never sent from another site. */
    private static CookieCsrfTokenRepository csrfCookie() {
        CookieCsrfTokenRepository repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
        repository.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return repository;
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    }

    /** A browser that wants a page is sent to sign in; a program is told. */
    private static void ask(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean wantsPage = request.getRequestURI().equals("/") || (accept != null && accept.contains("text/html"));
        if (wantsPage && !request.getRequestURI().startsWith("/api/")) {
            response.sendRedirect(SignInPage.PATH);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            ErrorBody.send(
                    response, HttpStatus.UNAUTHORIZED, "needs the operator's token: Authorization: Bearer TOKEN");
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof TooManyWrongTokensException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(WrongTokens.PERIOD.toSeconds()));
            ErrorBody.send(response, HttpStatus.TOO_MANY_REQUESTS, String.valueOf(e.getMessage()));
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            ErrorBody.send(response, HttpStatus.UNAUTHORIZED, String.valueOf(e.getMessage()));
        }
    }
}
