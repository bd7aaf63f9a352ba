package org.dcrbs.server.security;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the token is typed once. Written here rather than in a file, for the CSRF token in it; works without script. */
@RestController
class SignInPage {
    static final String PATH = "/sign-in";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Sign in - DCRBS</title>
            <link rel="icon" href="/favicon.svg">
            <link rel="stylesheet" href="/style.css">
            </head>
            <body class="sign-in">
            <main>
            <h1>DCRBS</h1>
            <form method="post" action="/sign-in">
            <label for="token">The operator's token, as the server told it at its first start</label>
            <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
            <input type="hidden" name="%s" value="%s">
            <p class="fault" role="alert">%s</p>
            <button type="submit">Sign in</button>
            </form>
            <p class="hint">Lost it? Start the server with <code>--new-token</code> to get a new one.</p>
            </main>
            </body>
            </html>
            """;

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    String page(CsrfToken csrf, @RequestParam @Nullable String wrong, @RequestParam @Nullable String wait) {
        String fault = wait != null
                ? "Too many wrong tokens; wait a minute."
                : wrong != null ? "That is not the operator's token." : "";
        return PAGE.formatted(csrf.getParameterName(), csrf.getToken(), fault);
    }
}
