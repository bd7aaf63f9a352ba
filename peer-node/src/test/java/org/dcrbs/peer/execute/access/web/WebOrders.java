package org.dcrbs.peer.execute.access.web;

import java.time.Instant;
import org.dcrbs.protocol.v1.WebTask;
import org.dcrbs.protocol.v1.WorkOrder;

/** Orders of web work for the studio. */
final class WebOrders {
    private WebOrders() {}

    static WorkOrder loadTest(String url, int requests, int perSecond, int concurrency) {
        return order(WebTask.newBuilder()
                .setUrl(url)
                .setLoadTest(WebTask.LoadTest.newBuilder()
                        .setRequests(requests)
                        .setRatePerSecond(perSecond)
                        .setConcurrency(concurrency)));
    }

    static WorkOrder spider(String url, int pages, int depth) {
        return order(WebTask.newBuilder()
                .setUrl(url)
                .setSpider(WebTask.Spider.newBuilder().setPages(pages).setDepth(depth)));
    }

    private static WorkOrder order(WebTask.Builder task) {
        return WorkOrder.newBuilder()
                .setId("c-1/1/web")
                .setAttempt(1)
                .setLessee("studio")
                .setWeb(task.setKilobitsPerSecond(100_000)
                        .setUntilEpochMs(Instant.now().plusSeconds(3600).toEpochMilli()))
                .build();
    }
}
