package org.dcrbs.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcrbs.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes in and who doesn't, over real HTTP. */
class SecurityTest {
    private static final String API = "/api/test/party/lab";
    private static final int MOST_BYTES = 5_000;

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = new TestServer(data, "--dcrbs.http.most-bytes=" + MOST_BYTES);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void healthNeedsNoToken() {
        HttpResponse<String> response = server.send(server.request("/health"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void aProbeNeedsATicketRatherThanAToken() {
        HttpResponse<String> response = server.send(server.request("/probe/0123456789abcdef?order=r-1/1/p0"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("no such probe is under way");
    }

    @Test
    void withoutATokenNothingElseAnswers() {
        for (String path : new String[] {API, "/api/v1/rounds", "/nonsense", "/index.html", "/error"}) {
            assertThat(server.send(server.request(path)).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void aStrangersTokenIsRefused() {
        String stranger = "A".repeat(server.token().length());
        for (String header :
                new String[] {"Bearer " + stranger, "Bearer ", "Bearer " + server.token() + "x", "Basic eDp5"}) {
            HttpResponse<String> response = server.send(server.request(API).header("Authorization", header));

            assertThat(response.statusCode()).as(header).isEqualTo(401);
            assertThat(response.body()).startsWith("{\"error\":\"");
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    @Test
    void theTokenOpensTheApiWithoutASession() {
        HttpResponse<String> response = server.send(server.withToken(API));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("\"lab\"");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aNewTokenEndsTheOldOne(@TempDir Path data) {
        try (TestServer other = new TestServer(data)) {
            String renewed = other.running().bean(OperatorToken.class).renew();

            assertThat(other.send(other.withToken(API)).statusCode()).isEqualTo(401);
            assertThat(other.send(other.request(API).header("Authorization", "Bearer " + renewed))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(other.running().bean(OperatorToken.class).issueFirst()).isEmpty();
        }
    }

    @Test
    void afterManyWrongTokensTheAddressMustWait(@TempDir Path data) {
        try (TestServer other = new TestServer(data)) {
            for (int i = 0; i < WrongTokens.MOST; i++) {
                other.send(other.request(API).header("Authorization", "Bearer wrong"));
            }

            HttpResponse<String> response = other.send(other.withToken(API));

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValue("Retry-After")).contains("60");
        }
    }

    @Test
    void thePageSendsABrowserToSignIn() {
        HttpResponse<String> response = server.send(server.request("/").header("Accept", "text/html"));

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in");
    }

    @Test
    void signingInOpensTheApiForTheBrowser() throws Exception {
        HttpClient browser = browser();

        HttpResponse<String> signedIn = signIn(browser, server.token());

        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(signedIn.headers().firstValue("Location").orElseThrow()).endsWith("/");
        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("dcrbs=")
                        .contains("HttpOnly")
                        .contains("SameSite=Strict"));
        assertThat(get(browser, API).statusCode()).isEqualTo(200);
    }

    @Test
    void signingInWithAWrongTokenOpensNothing() throws Exception {
        HttpClient browser = browser();

        HttpResponse<String> refused = signIn(browser, "wrong");

        assertThat(refused.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in?wrong");
        assertThat(get(browser, API).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionAloneChangesNothing() throws Exception {
        HttpClient browser = browser();
        signIn(browser, server.token());

        HttpResponse<String> forged = browser.send(
                server.request("/api/test/party")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(forged.statusCode()).isEqualTo(403);
    }

    @Test
    void thePageItselfCanChangeThings() throws Exception {
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        signIn(browser, server.token());
        assertThat(get(browser, "/").body()).contains("console.js");

        HttpResponse<String> changed = browser.send(
                server.request("/api/test/party")
                        .header("Content-Type", "application/json")
                        .header("X-XSRF-TOKEN", cookie(cookies, "XSRF-TOKEN"))
                        .POST(BodyPublishers.ofString("""
                                {"id":"lab","role":"PEER","name":"Lab","creditLimit":"1","barterTolerance":null,"membership":"ordinary"}"""))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(changed.statusCode()).isEqualTo(200);
    }

    @Test
    void nothingOfThePageIsSeenBeforeSigningIn() {
        for (String path : new String[] {"/index.html", "/console.js", "/rounds.js", "/parties.js", "/api.js"}) {
            assertThat(server.send(server.request(path)).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void everyAnswerCarriesTheHeadersThatKeepABrowserSafe() {
        for (HttpRequest.Builder request :
                new HttpRequest.Builder[] {server.request("/sign-in"), server.request(API), server.withToken(API)}) {
            HttpResponse<String> response = server.send(request);

            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("script-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        byte[] large = new byte[MOST_BYTES + 1];

        HttpResponse<String> announced =
                server.send(server.withToken("/api/test/party").POST(BodyPublishers.ofByteArray(large)));

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.body()).isEqualTo("{\"error\":\"the request is larger than 5000 bytes\"}");
    }

    @Test
    void aBodyOfUnknownLengthIsReadOnlyUpToTheLimit() {
        byte[] large = ("{\"id\":\"" + "x".repeat(10 * MOST_BYTES) + "\"}").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> chunked = server.send(server.withToken("/api/test/party")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

        assertThat(chunked.statusCode()).isEqualTo(413);
    }

    private static String cookie(CookieManager cookies, String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private static HttpResponse<String> get(HttpClient browser, String path) throws Exception {
        return browser.send(server.request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> signIn(HttpClient browser, String token) throws Exception {
        Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(get(browser, "/sign-in").body());
        assertThat(csrf.find()).isTrue();
        URI page = URI.create(server.running().url()).resolve("/sign-in");
        return browser.send(
                HttpRequest.newBuilder(page)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("_csrf=" + csrf.group(1) + "&token=" + token))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
