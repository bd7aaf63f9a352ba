package org.dcrbs.server.report;

import org.dcrbs.market.RoundId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Accounts of rounds over HTTP. */
@RestController
@RequestMapping("/api/v1/rounds/{id}")
class RoundReportController {
    private final RoundReports reports;

    RoundReportController(RoundReports reports) {
        this.reports = reports;
    }

    @GetMapping("/report")
    RoundReport report(@PathVariable RoundId id) {
        return reports.of(id);
    }

    /** To be kept as a file: its styles are within it, which pages of the server may not have. */
    @GetMapping(path = "/report.html", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable RoundId id) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"round.html\"")
                .body(HtmlReport.of(reports.of(id)));
    }

    @GetMapping(path = "/report.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    String text(@PathVariable RoundId id) {
        return TextReport.of(reports.of(id));
    }
}
