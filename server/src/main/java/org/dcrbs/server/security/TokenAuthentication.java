package org.dcrbs.server.security;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Lets the operator in, by the token, whether it came in a header or from the sign-in page. */
@Component
class TokenAuthentication implements AuthenticationProvider {
    private final OperatorToken token;
    private final WrongTokens wrongTokens;

    TokenAuthentication(OperatorToken token, WrongTokens wrongTokens) {
        this.token = token;
        this.wrongTokens = wrongTokens;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String address =
                attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        if (wrongTokens.mustWait(address)) {
            throw new TooManyWrongTokensException();
        }
        if (!token.is(String.valueOf(attempt.getCredentials()))) {
            wrongTokens.add(address);
            throw new BadCredentialsException("that is not the operator's token");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                "operator", null, AuthorityUtils.createAuthorityList("ROLE_OPERATOR"));
    }

    @Override
    public boolean supports(Class<?> attempt) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(attempt);
    }
}
