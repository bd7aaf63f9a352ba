package org.dcrbs.server.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** The body of every answer that isn't a success. */
public record ErrorBody(String error) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Answers so from where there is no controller: a filter, or the security chain. */
    public static void send(HttpServletResponse response, HttpStatus status, String error) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(JSON.writeValueAsString(new ErrorBody(error)));
    }
}
