package org.dcrbs.server.api;

import org.dcrbs.server.listing.BadInputException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Tells what went wrong as {@code {"error": "..."}}, in words that help the caller and show no inner workings. */
@RestControllerAdvice
class ApiErrors extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    ErrorBody badInput(BadInputException e) {
        return new ErrorBody(message(e, "that can't be right"));
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    ErrorBody notFound(NotFoundException e) {
        return new ErrorBody(message(e, "not found"));
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
    ErrorBody unforeseen(Exception e, WebRequest request) {
        LOG.error("{} failed", request.getDescription(false), e);
        return new ErrorBody("something went wrong inside the server; its log says more");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer("there is nothing at /" + e.getResourcePath(), headers, status);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        BodyTooLargeException tooLarge = cause(e, BodyTooLargeException.class);
        if (tooLarge != null) {
            return answer(message(tooLarge, "too large"), headers, HttpStatus.CONTENT_TOO_LARGE);
        }
        IllegalArgumentException refused = cause(e, IllegalArgumentException.class);
        JacksonException malformed = cause(e, JacksonException.class);
        String words = refused != null
                ? message(refused, "that can't be right")
                : malformed != null ? "not the JSON wanted: " + malformed.getOriginalMessage() : "want a JSON body";
        return answer(withoutTypes(words), headers, status);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        IllegalArgumentException refused = cause(e.getCause(), IllegalArgumentException.class);
        String words = refused == null || refused instanceof NumberFormatException
                ? "\"" + e.getValue() + "\" is not what is wanted for " + e.getPropertyName()
                : message(refused, "that can't be right");
        return answer(words, headers, status);
    }

    /** All that Spring itself refuses: methods, media types, missing parameters. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = e instanceof ErrorResponse response ? response.getBody().getDetail() : null;
        return answer(detail == null ? "the request was refused" : detail, headers, status);
    }

    private static ResponseEntity<Object> answer(String error, HttpHeaders headers, HttpStatusCode status) {
        return ResponseEntity.status(status).headers(headers).body(new ErrorBody(error));
    }

    private static String message(Exception e, String otherwise) {
        return e.getMessage() == null ? otherwise : e.getMessage();
    }

    private static <T extends Exception> @Nullable T cause(@Nullable Throwable e, Class<T> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** Jackson names Java classes, which are none of the caller's business. */
    private static String withoutTypes(String words) {
        return words.replaceAll("\\s*\\(class [^)]*\\).*", "").replaceAll("`[a-z]+(\\.[\\w$]+)+`", "the type wanted");
    }
}
