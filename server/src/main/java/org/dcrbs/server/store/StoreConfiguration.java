package org.dcrbs.server.store;

import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The embedded store unless {@code spring.mongodb.uri} names a MongoDB. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    /** Only without a MongoDB of the operator's own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "spring.mongodb.uri", matchIfMissing = true, havingValue = "false")
    static class Embedded {
        @Bean(destroyMethod = "close")
        EmbeddedMongo embeddedMongo(@Value("${dcrbs.data}") Path data) {
            return new EmbeddedMongo(data.resolve("store"));
        }

        @Bean(destroyMethod = "close")
        MongoClient mongoClient(EmbeddedMongo embedded) {
            return embedded.client();
        }
    }

    @Bean
    @ConditionalOnMissingBean
    Durability durabilityOfMongo() {
        return new Durability() {
            @Override
            public void commit() {
                // The server's write concern sees to it.
            }
        };
    }
}
