package org.dcrbs.server.work;

import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Job;
import org.dcrbs.market.Pairing;
import org.dcrbs.protocol.v1.WebTask;
import org.dcrbs.protocol.v1.WorkOrder;

/** Web work as the giver's node gets it. For whom it is, and so whom the site must name, the order's lessee says. */
final class WebOrder {
    private WebOrder() {}

    static WorkOrder.Builder of(Job.Web web, Pairing pairing) {
        WebTask.Builder task = WebTask.newBuilder()
                .setKilobitsPerSecond(((InternetAccess) pairing.least()).kilobitsPerSecond())
                .setUntilEpochMs(pairing.window().until().toEpochMilli())
                .setUrl(web.url());
        if (web instanceof Job.LoadTest test) {
            task.setLoadTest(WebTask.LoadTest.newBuilder()
                    .setRequests(test.requests())
                    .setRatePerSecond(test.ratePerSecond())
                    .setConcurrency(test.concurrency()));
        } else if (web instanceof Job.Spider spider) {
            task.setSpider(WebTask.Spider.newBuilder().setPages(spider.pages()).setDepth(spider.depth()));
        }
        return WorkOrder.newBuilder().setWeb(task);
    }
}
