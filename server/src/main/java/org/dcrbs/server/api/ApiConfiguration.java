package org.dcrbs.server.api;

import org.dcrbs.server.listing.MarketJson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The API speaks the same JSON as market files and the store. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {
    @Bean
    JsonMapper jsonMapper(MarketJson json) {
        return json.mapper();
    }
}
